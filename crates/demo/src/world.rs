//! The company with all its people, from which stories of tickets are drawn.

use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, IteratorRandom};
use rand::{Rng, SeedableRng};

use crate::facts::{Cast, Facts};
use crate::library::Library;
use crate::model::{Agent, Channel, Customer, Group, Locale, Organization, Priority, TicketStory};
use crate::scenario::Scenario;
use crate::script::{self, Goal, Line};
use crate::style::Style;
use crate::voice::Voice;
use crate::writer::{Casting, Writer};
use crate::{people, timing};

/// How many of a hundred tickets are in French.
const FRENCH_PERCENT: u32 = 62;

/// How many messages a ticket has.
#[derive(Clone, Copy)]
pub(crate) enum Length {
    /// As many as the scenario tells until the goal.
    AsTold(Goal),
    /// Exactly this many; the ticket then is done.
    Messages(usize),
}

/// What is asked of a ticket.
#[derive(Clone, Copy)]
pub(crate) struct Wish {
    pub(crate) length: Length,
    /// Seconds since 1970 at which it should open; earlier if it could not end before `now`.
    pub(crate) opened: i64,
    pub(crate) now: i64,
    pub(crate) has_files: bool,
}

/// What was drawn for a ticket before a word of it is written.
struct Plan<'w> {
    scenario: &'w Scenario,
    path: Option<&'w str>,
    goal: Goal,
    channel: Channel,
    casting: Casting,
    opened_at: i64,
    lines: Vec<(Line<'w>, i64)>,
}

/// People and texts.
pub(crate) struct World {
    pub(crate) library: Library,
    pub(crate) groups: Vec<Group>,
    pub(crate) agents: Vec<Agent>,
    pub(crate) organizations: Vec<Organization>,
    pub(crate) customers: Vec<Customer>,
    styles: Vec<Style>,
    seed: u64,
}

impl World {
    /// The world of a seed: the same people and habits each time.
    pub(crate) fn new(seed: u64) -> Self {
        let library = Library::load();
        let mut rng = StdRng::seed_from_u64(seed);
        let organizations = people::organizations(&library.organizations);
        let customers = people::customers(&mut rng, &library.nations, &organizations);
        let style = |customer: &Customer| Style::of_customer(&mut rng, customer.organization.is_some());
        let styles = customers.iter().map(style).collect();
        let groups = library.company.groups();
        let agents = library.company.agents();
        Self { library, groups, agents, organizations, customers, styles, seed }
    }

    /// A source of chance for one ticket, so that each can be drawn on its own.
    pub(crate) fn chance(&self, number: u64) -> StdRng {
        // The odd constant spreads neighbouring numbers over the range of seeds.
        StdRng::seed_from_u64(self.seed ^ (number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// A ticket as wished.
    pub(crate) fn story(&self, rng: &mut StdRng, wish: Wish) -> TicketStory {
        let plan = self.plan(rng, wish);
        self.tell(rng, &plan, wish)
    }

    fn plan(&self, rng: &mut StdRng, wish: Wish) -> Plan<'_> {
        let locale = if rng.random_range(0..100) < FRENCH_PERCENT { Locale::Fr } else { Locale::En };
        let goal = match wish.length {
            Length::AsTold(goal) => goal,
            Length::Messages(_) => Goal::Done,
        };
        let scenario = self.pick_scenario(rng, locale, goal);
        let requester = self.pick_requester(rng, scenario, locale);
        let path = script::path(rng, scenario, locale, goal);
        let telling = scenario.telling(locale);
        let lines = match wish.length {
            Length::AsTold(goal) => script::lines(rng, &self.library, telling, locale, goal, path),
            Length::Messages(count) => {
                script::lines_of_length(rng, &self.library, telling, locale, count, path)
            }
        };
        let channel = *scenario.channels.choose(rng).unwrap_or(&Channel::Email);
        let times = timing::times(rng, &lines, channel, wish.opened, wish.now);
        Plan {
            scenario,
            path,
            goal,
            channel,
            casting: self.pick_casting(rng, scenario, requester),
            opened_at: times.first().copied().unwrap_or(wish.opened),
            lines: lines.into_iter().zip(times).collect(),
        }
    }

    fn tell(&self, rng: &mut StdRng, plan: &Plan, wish: Wish) -> TicketStory {
        let company = &self.library.company;
        let Plan { scenario, channel, casting, .. } = *plan;
        let facts = Facts::draw(rng, company, scenario, self.cast(casting), plan.opened_at);
        let style = &self.styles[casting.requester];
        let voice = Voice { company, voices: &self.library.voices, facts: &facts, style, channel };
        let (group, priority) = first_sorting(rng, casting);
        let mut writer = Writer::new(&voice, casting, group, priority, wish.has_files);
        for &(line, at) in &plan.lines {
            writer.write(rng, line, at);
        }
        if plan.goal == Goal::Done {
            writer.finish(rng, wish.now);
        }
        TicketStory {
            subject: subject(rng, plan, &facts),
            requester: casting.requester,
            channel,
            status: writer.status,
            priority: writer.priority,
            ticket_type: scenario.ticket_type.filter(|_| writer.assignee.is_some()),
            tags: tags(scenario, &facts),
            group: writer.group,
            assignee: writer.assignee,
            cc: self.copies(rng, casting.requester),
            events: writer.events,
        }
    }

    fn pick_scenario(&self, rng: &mut StdRng, locale: Locale, goal: Goal) -> &Scenario {
        let fitting: Vec<&Scenario> = self
            .library
            .scenarios
            .iter()
            .filter(|scenario| script::can_reach(scenario, locale, goal))
            .collect();
        let mut left = rng.random_range(0..fitting.iter().map(|scenario| scenario.weight).sum::<u32>());
        let by_weight = fitting.iter().find(|scenario| {
            let is_chosen = left < scenario.weight;
            left = left.saturating_sub(scenario.weight);
            is_chosen
        });
        by_weight.unwrap_or(&fitting[0])
    }

    fn pick_requester(&self, rng: &mut StdRng, scenario: &Scenario, locale: Locale) -> usize {
        let countries = &scenario.telling(locale).countries;
        let tells_it = |customer: &Customer| {
            customer.locale == locale
                && scenario.is_business.is_none_or(|business| business == customer.organization.is_some())
                && (countries.is_empty() || countries.contains(&customer.country))
        };
        (0..self.customers.len())
            .filter(|&index| tells_it(&self.customers[index]))
            .choose(rng)
            .unwrap_or_else(|| panic!("nobody can tell scenario {}", scenario.key))
    }

    /// An agent of the team, who most often has the requester's language as the first.
    fn pick_casting(&self, rng: &mut StdRng, scenario: &Scenario, requester: usize) -> Casting {
        let group = self.library.company.group_index(&scenario.team).unwrap_or_default();
        let locale = self.customers[requester].locale;
        let wants_native = locale == Locale::Fr || rng.random_bool(0.75);
        let is_fit =
            |agent: &Agent| agent.groups.contains(&group) && (!wants_native || agent.locale == locale);
        let team = (0..self.agents.len()).filter(|&index| is_fit(&self.agents[index]));
        let agent = team.choose(rng).unwrap_or_default();
        let others = (0..self.agents.len()).filter(|&index| index != agent);
        Casting {
            requester,
            agent,
            colleague: others.choose(rng).unwrap_or_default(),
            group,
            priority: *scenario.priorities.choose(rng).unwrap_or(&Priority::Normal),
        }
    }

    fn cast(&self, casting: Casting) -> Cast<'_> {
        let customer = &self.customers[casting.requester];
        Cast {
            customer,
            organization: customer.organization.map(|index| &self.organizations[index]),
            agent: &self.agents[casting.agent],
            colleague: &self.agents[casting.colleague],
        }
    }

    /// Now and then somebody else of the requester's company reads along.
    fn copies(&self, rng: &mut StdRng, requester: usize) -> Vec<String> {
        let organization = self.customers[requester].organization;
        if organization.is_none() || rng.random_range(0..100) >= 30 {
            return Vec::new();
        }
        let colleagues = (0..self.customers.len())
            .filter(|&index| index != requester && self.customers[index].organization == organization);
        colleagues.choose(rng).map(|index| self.customers[index].email.clone()).into_iter().collect()
    }
}

/// Some tickets land in the first team, and some look less pressing than they are.
fn first_sorting(rng: &mut StdRng, casting: Casting) -> (usize, Priority) {
    let group = if rng.random_range(0..100) < 12 { 0 } else { casting.group };
    let priority = if rng.random_range(0..100) < 40 { Priority::Normal } else { casting.priority };
    (group, priority)
}

fn subject(rng: &mut StdRng, plan: &Plan, facts: &Facts) -> String {
    let subjects = &plan.scenario.telling(facts.locale).subjects;
    let fitting = subjects.iter().filter(|subject| subject.paths.include(plan.path));
    let template = fitting.flat_map(|subject| &subject.texts).choose(rng);
    let written = template.map(|text| text.render(rng, 50, &|slot| facts.value(slot, plan.opened_at)));
    written.unwrap_or_else(|| panic!("scenario {} has a path without a subject", plan.scenario.key))
}

fn tags(scenario: &Scenario, facts: &Facts) -> Vec<String> {
    let mut tags = scenario.tags.clone();
    if scenario.has_product {
        tags.push(facts.product.name.to_lowercase().replace(' ', "-"));
    }
    tags
}
