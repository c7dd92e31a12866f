//! Which messages a ticket holds, so that it ends in the state wanted.

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

use crate::library::Library;
use crate::model::Locale;
use crate::scenario::{Role, Scenario, Step, Telling};

/// Where a ticket should stand at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Goal {
    /// Nobody has looked at it.
    New,
    /// It waits for the desk.
    Open,
    /// It waits for the requester.
    Pending,
    /// It waits for someone else.
    Hold,
    /// Told to its end: solved, and closed if that was long ago.
    Done,
}

/// One thing to happen on a ticket: a message, or (without a step) an agent only taking the ticket.
#[derive(Clone, Copy)]
pub(crate) struct Line<'w> {
    pub(crate) role: Role,
    pub(crate) step: Option<&'w Step>,
    /// The agent thinks that this answer settles the matter.
    pub(crate) is_solving: bool,
}

impl<'w> Line<'w> {
    fn said(step: &'w Step) -> Self {
        Self { role: step.role, step: Some(step), is_solving: false }
    }

    fn is_hold(&self) -> bool {
        self.step.is_some_and(|step| step.is_hold)
    }

    fn is_plain_note(&self) -> bool {
        self.role == Role::Note && !self.is_hold()
    }
}

/// Whether the scenario can end in the goal.
pub(crate) fn can_reach(scenario: &Scenario, locale: Locale, goal: Goal) -> bool {
    goal != Goal::Hold || scenario.telling(locale).steps.iter().any(|step| step.is_hold)
}

/// The lines of a ticket that ends in the goal.
pub(crate) fn lines<'w>(
    rng: &mut StdRng,
    library: &'w Library,
    telling: &'w Telling,
    locale: Locale,
    goal: Goal,
    path: Option<&str>,
) -> Vec<Line<'w>> {
    let mut lines = told(rng, telling, goal == Goal::Hold, path);
    let mut chance = |percent: u32| rng.random_range(0..100) < percent;
    match goal {
        Goal::New => lines.truncate(1),
        Goal::Done => {
            let answer = lines.last_mut().filter(|line| line.role == Role::Agent);
            let is_settled = answer.map(|line| line.is_solving = true).is_some();
            if is_settled && chance(30) {
                lines.push(Line::said(library.interlude("thanks", locale)));
            }
            return lines;
        }
        Goal::Hold => cut_after(rng, &mut lines, |line| line.is_hold()),
        Goal::Pending => cut_after(rng, &mut lines, |line| line.role == Role::Agent && !line.is_hold()),
        Goal::Open => {
            let told = lines.clone();
            cut_after(rng, &mut lines, |line| line.role == Role::Customer);
            lines.extend(told.get(lines.len()).filter(|line| line.is_plain_note()));
            if lines.len() == 1 {
                lines.push(Line { role: Role::Agent, step: None, is_solving: false });
            }
        }
    }
    let waits_for_desk = lines.last().is_some_and(|line| line.role == Role::Customer);
    if waits_for_desk && rng.random_range(0..100) < 14 {
        lines.push(Line::said(library.interlude("chase", locale)));
    }
    lines
}

/// Exactly `count` messages: the telling, and then asking after and answering until there are enough.
pub(crate) fn lines_of_length<'w>(
    rng: &mut StdRng,
    library: &'w Library,
    telling: &'w Telling,
    locale: Locale,
    count: usize,
    path: Option<&str>,
) -> Vec<Line<'w>> {
    let mut lines = told(rng, telling, false, path);
    lines.truncate(count);
    while lines.len() < count {
        let next = match lines.last().map(|line| line.role) {
            Some(Role::Agent) if rng.random_bool(0.2) => "note",
            Some(Role::Agent) => "chase",
            _ => "update",
        };
        lines.push(Line::said(library.interlude(next, locale)));
    }
    lines
}

/// One of the scenario's paths; one that comes to a hold if that is the goal.
pub(crate) fn path<'w>(
    rng: &mut StdRng,
    scenario: &'w Scenario,
    locale: Locale,
    goal: Goal,
) -> Option<&'w str> {
    let holding = scenario.telling(locale).steps.iter().find(|step| step.is_hold);
    let path_to_hold = holding.and_then(|step| step.paths.names().first());
    match path_to_hold {
        Some(path) if goal == Goal::Hold => Some(path),
        _ => scenario.paths.choose(rng).map(String::as_str),
    }
}

/// One way along the path from beginning to end.
fn told<'w>(rng: &mut StdRng, telling: &'w Telling, must_hold: bool, path: Option<&str>) -> Vec<Line<'w>> {
    let mut lines = Vec::new();
    let mut has_happened = true;
    for step in &telling.steps {
        let is_wanted = must_hold && step.is_hold;
        let is_possible = step.paths.include(path) && (has_happened || !step.follows);
        has_happened = is_possible && (is_wanted || rng.random_range(0..100) < step.chance_percent);
        if has_happened {
            lines.push(Line::said(step));
        }
    }
    lines
}

/// Ends the lines after one of those that fit; leaves them whole if none does.
fn cut_after(rng: &mut StdRng, lines: &mut Vec<Line>, fits: impl Fn(&Line) -> bool) {
    let places: Vec<usize> = (0..lines.len()).filter(|&index| fits(&lines[index])).collect();
    if !places.is_empty() {
        lines.truncate(places[rng.random_range(0..places.len())] + 1);
    }
}
