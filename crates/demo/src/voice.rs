//! Puts a text into a person's mouth: greeting, signature, quoted message, slips.

use rand::Rng;
use rand::rngs::StdRng;

use crate::calendar;
use crate::company::{Company, Manners, Voices};
use crate::facts::Facts;
use crate::model::{Channel, Comment, Locale};
use crate::style::{Style, html, typeset};
use crate::template::Template;

/// A public message that an answer may quote.
pub(crate) struct Quotable {
    pub(crate) author: String,
    pub(crate) at: i64,
    pub(crate) text: String,
}

/// Writes the messages of one ticket.
pub(crate) struct Voice<'w> {
    pub(crate) company: &'w Company,
    pub(crate) voices: &'w Voices,
    pub(crate) facts: &'w Facts<'w>,
    pub(crate) style: &'w Style,
    pub(crate) channel: Channel,
}

impl Voice<'_> {
    /// The requester's first message.
    pub(crate) fn opening(&self, rng: &mut StdRng, template: &Template, at: i64) -> Comment {
        let body = self.customer_body(rng, template, at);
        let text = match self.channel {
            Channel::Chat | Channel::Api => body,
            Channel::Phone => format!("{}\n\n{body}", self.call_line()),
            Channel::Email | Channel::Web => {
                let greeting = self.habitual(&self.manners().greetings);
                self.letter(rng, if self.style.greets { greeting } else { "" }, &body, self.style.signs, at)
            }
        };
        comment(text, None)
    }

    /// A later message of the requester, perhaps with the one it answers below.
    pub(crate) fn answer(
        &self,
        rng: &mut StdRng,
        template: &Template,
        at: i64,
        previous: Option<&Quotable>,
    ) -> Comment {
        let body = self.customer_body(rng, template, at);
        if self.channel == Channel::Chat {
            return comment(body, None);
        }
        let greeting = self.any(rng, &self.manners().answer_greetings);
        // Once a conversation runs, people sign less.
        let signs = self.style.signs && rng.random_bool(0.65);
        let text = self.letter(rng, if self.style.greets { greeting } else { "" }, &body, signs, at);
        let quotes = self.channel == Channel::Email && rng.random_range(0..100) < self.style.quote_percent;
        comment(text, previous.filter(|_| quotes).map(|previous| (self.quote_line(previous), previous)))
    }

    /// A public message of an agent; in a chat only the first one greets.
    pub(crate) fn reply(&self, rng: &mut StdRng, template: &Template, at: i64, is_first: bool) -> Comment {
        let body = template.render(rng, 60, &|slot| self.facts.value(slot, at));
        let greeting = self.filled(self.any(rng, &self.manners().agent_greetings), at);
        let text = match self.channel {
            Channel::Chat if is_first => format!("{greeting}\n\n{body}"),
            Channel::Chat => body,
            _ => {
                let sign_off = self.any(rng, &self.manners().agent_sign_offs);
                let agent = &self.facts.cast.agent.name;
                format!("{greeting}\n\n{body}\n\n{sign_off}\n{agent}\n{}", self.company.name)
            }
        };
        comment(typeset(&text, self.facts.locale), None)
    }

    /// An internal note.
    pub(crate) fn note(&self, rng: &mut StdRng, template: &Template, at: i64) -> Comment {
        let body = template.render(rng, 50, &|slot| self.facts.value(slot, at));
        Comment { public: false, ..comment(typeset(&body, self.facts.locale), None) }
    }

    fn customer_body(&self, rng: &mut StdRng, template: &Template, at: i64) -> String {
        let aside_percent = match self.channel {
            Channel::Chat => 0,
            Channel::Phone => 80,
            _ => self.style.aside_percent,
        };
        let body = template.render(rng, aside_percent, &|slot| self.facts.value(slot, at));
        match self.channel {
            Channel::Phone => body,
            _ => self.style.typed(&body, rng),
        }
    }

    fn letter(&self, rng: &mut StdRng, greeting: &str, body: &str, signs: bool, at: i64) -> String {
        let manners = self.manners();
        let mut parts: Vec<String> = vec![self.filled(greeting, at), body.to_owned()];
        if signs {
            let customer = self.facts.cast.customer;
            let name = if self.style.signs_in_full { &customer.name } else { customer.first_name() };
            let company = self.facts.cast.organization.map(|company| company.name.as_str());
            let signature = [Some(self.habitual(&manners.sign_offs)), Some(name), company];
            parts.push(signature.into_iter().flatten().collect::<Vec<_>>().join("\n"));
        }
        // Only a mail comes from a telephone's mail program, and not every one.
        if self.style.is_on_phone && self.channel == Channel::Email && rng.random_bool(0.7) {
            parts.push(self.habitual(&manners.phone_signatures).to_owned());
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n\n")
    }

    fn call_line(&self) -> String {
        self.manners().call.replace("{minutes}", &self.facts.minutes().to_string())
    }

    fn quote_line(&self, previous: &Quotable) -> String {
        let locale = self.facts.locale;
        let day = calendar::day_and_month(previous.at, locale);
        let manners = self.manners();
        manners
            .quote_line
            .replace("{date}", &format!("{day} {}", calendar::year(previous.at)))
            .replace("{time}", &calendar::hour_and_minute(previous.at))
            .replace("{author}", &previous.author)
            .replace("{address}", &desk_address(self.company, self.voices, locale))
    }

    fn filled(&self, line: &str, at: i64) -> String {
        ["agent", "first", "name"].iter().fold(line.to_owned(), |line, slot| {
            let value = self.facts.value(slot, at).unwrap_or_default();
            line.replace(&format!("{{{slot}}}"), &value)
        })
    }

    fn manners(&self) -> &Manners {
        self.voices.of(self.facts.locale)
    }

    fn habitual<'t>(&self, lines: &'t [String]) -> &'t str {
        &lines[self.style.habit % lines.len()]
    }

    fn any<'t>(&self, rng: &mut StdRng, lines: &'t [String]) -> &'t str {
        &lines[rng.random_range(0..lines.len())]
    }
}

/// The address customers of a language write to.
pub(crate) fn desk_address(company: &Company, voices: &Voices, locale: Locale) -> String {
    format!("{}@{}", voices.of(locale).mailbox, company.domain)
}

fn comment(text: String, quoted: Option<(String, &Quotable)>) -> Comment {
    let mut comment = Comment { html: html(&text), text, public: true, attachments: Vec::new() };
    if let Some((line, previous)) = quoted {
        let quoted_lines: Vec<String> = previous.text.lines().map(|line| format!("> {line}")).collect();
        comment.text.push_str(&format!("\n\n{line}\n{}", quoted_lines.join("\n")));
        comment.html.push_str(&format!("{}<blockquote>{}</blockquote>", html(&line), html(&previous.text)));
    }
    comment
}
