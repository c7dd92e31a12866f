//! Builds an index of 100 000 tickets of four comments each and prints what searching and feeding it costs:
//! `cargo run --release -p guichet-search --example measure`.

use std::error::Error;
use std::fs;
use std::time::{Duration, Instant};

use guichet_search::{Access, Document, Index, Kind, Names, Paging, Passage, Priority, Query, STAFF, Status};
use jiff::Zoned;

const TICKETS: i64 = 100_000;
const COMMENTS_PER_TICKET: usize = 4;
const WORDS_PER_COMMENT: usize = 45;
const RARE_WORDS: u64 = 150_000;
const BATCH: i64 = 1_000;
const ROUNDS: usize = 100;
const NOW: &str = "2026-11-22T12:00:00+01:00[Europe/Paris]";

/// Words of daily desk talk; the first are the most frequent.
const COMMON: &str = "bonjour le de la vous je merci ma commande the to my order et pas une is que pour not colis \
    livraison remboursement delivery refund please hello vous avez reçu numéro demande compte adresse email facture \
    problème cassé écran retour article attendre toujours réponse service client customer account password login \
    invoice payment card broken screen replace shipping address arrived late yesterday wrong size colour return \
    envoyé envoyer recevoir remboursé annuler annulation échange échanger garantie réparation défectueux panne \
    télécharger connexion mot passe erreur message page site application mise jour paiement carte bancaire refusé \
    prélevé abonnement résilier renouveler contrat conditions délai semaine jours mois hier demain transporteur \
    suivi étiquette point relais boîte courrier signature absence produit taille couleur modèle référence stock \
    disponible indisponible rupture prix promotion code réduction cadeau bon achat magasin boutique horaire \
    subscription cancel renew upgrade downgrade plan billing tax receipt warranty repair defective download error \
    crash update version browser phone tablet laptop charger cable battery adapter missing package tracking courier \
    damaged box exchange store voucher discount gift available unavailable weekend urgent thanks regards cordialement";

struct Desk {
    random: u64,
    common: Vec<&'static str>,
}

impl Desk {
    fn number(&mut self, below: u64) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random % below
    }

    /// A quarter of the words are daily ones, the first of them far more often; the others are rare, like names.
    fn word(&mut self) -> String {
        if self.number(4) == 0 {
            let skewed = self.number(1_000) * self.number(1_000) / 1_000 * self.number(1_000) / 1_000;
            let place = skewed as usize * self.common.len() / 1_000;
            return self.common[place].to_owned();
        }
        let rank = self.number(RARE_WORDS) * self.number(1_000) / 1_000;
        rare_word(rank)
    }

    fn text(&mut self, words: usize) -> String {
        (0..words).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    fn ticket(&mut self, id: i64, comments: usize) -> Document {
        let mut document = Document::new(Kind::Ticket, id, self.text(6));
        for place in 0..comments {
            document.bodies.push(Passage { text: self.text(WORDS_PER_COMMENT), internal: place % 4 == 3 });
        }
        document.words = vec![Passage::public(format!("LUM-{}", 10_000 + id))];
        let requester = self.number(20_000) as i64;
        let filters = &mut document.filters;
        filters.status = Some(if id % 10 == 0 { Status::Open } else { Status::Closed });
        filters.priority = Some(Priority::Normal);
        filters.requester_id = Some(requester);
        filters.group_ids = vec![id % 5];
        filters.created_at = Some(1_700_000_000 + id * 900);
        filters.updated_at = Some(1_700_000_000 + id * 900 + 3_600);
        document.visible_to = vec![STAFF.to_owned(), format!("user:{requester}")];
        document
    }
}

/// A pronounceable word for a number, different for each.
fn rare_word(mut rank: u64) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "che", "di", "fou", "gra", "ha", "jo", "ki", "lé", "mar", "no", "pre", "qui", "ro", "sel",
        "tan", "ur", "vi", "xa", "zen",
    ];
    let mut word = String::new();
    for _ in 0..4 {
        word.push_str(SYLLABLES[(rank % 20) as usize]);
        rank /= 20;
    }
    word
}

struct Nobody;

impl Names for Nobody {
    fn me(&self) -> Option<i64> {
        Some(1)
    }
    fn users(&self, _: &str) -> Vec<i64> {
        Vec::new()
    }
    fn groups(&self, _: &str) -> Vec<i64> {
        Vec::new()
    }
    fn organizations(&self, _: &str) -> Vec<i64> {
        Vec::new()
    }
    fn brands(&self, _: &str) -> Vec<i64> {
        Vec::new()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let directory = tempfile::tempdir()?;
    let mut desk = Desk { random: 0x9E37_79B9_7F4A_7C15, common: COMMON.split_whitespace().collect() };
    let (index, _new) = Index::open(directory.path())?;
    build(&mut desk, &index)?;
    measure_updates(&mut desk, &index)?;
    measure_queries(&index)?;
    println!("memory {} MB resident", resident_megabytes()?);
    drop(index);
    let start = Instant::now();
    let (_index, freshness) = Index::open(directory.path())?;
    println!("open with checksums {:?} ({freshness:?})", start.elapsed());
    Ok(())
}

fn build(desk: &mut Desk, index: &Index) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let mut feeding = Duration::ZERO;
    for first in (0..TICKETS).step_by(BATCH as usize) {
        let batch: Vec<Document> =
            (first..first + BATCH).map(|id| desk.ticket(id, COMMENTS_PER_TICKET)).collect();
        let fed_at = Instant::now();
        index.upsert(&batch)?;
        feeding += fed_at.elapsed();
    }
    let commit = Instant::now();
    index.commit(1)?;
    let megabytes = index.size_bytes()? / 1_000_000;
    println!(
        "built {TICKETS} tickets in {:?} (feeding {feeding:?}, last commit {:?})",
        start.elapsed(),
        commit.elapsed()
    );
    println!("index {megabytes} MB, memory {} MB resident", resident_megabytes()?);
    Ok(())
}

fn measure_updates(desk: &mut Desk, index: &Index) -> Result<(), Box<dyn Error>> {
    for (name, comments) in
        [("update of one ticket of 4 comments", 4), ("update of one ticket of 300 comments", 300)]
    {
        let mut times = Vec::new();
        for round in 0..40 {
            let document = desk.ticket(round * 997, comments);
            let start = Instant::now();
            index.upsert(&[document])?;
            index.commit(2 + round)?;
            times.push(start.elapsed());
        }
        print_times(&format!("{name}, committed"), times, 0);
    }
    Ok(())
}

fn measure_queries(index: &Index) -> Result<(), Box<dyn Error>> {
    let now: Zoned = NOW.parse()?;
    let access = Access { tokens: vec![STAFF.to_owned()] };
    let rare: Vec<String> = (0..ROUNDS).map(|round| rare_word(round as u64 * 601 + 40_000)).collect();
    let same = |query: &str| vec![query.to_owned(); ROUNDS];
    let searches = [
        ("common word", same("remboursement")),
        ("most common word", same("bonjour")),
        ("rare word", rare),
        ("two words", same("refund delivery")),
        ("three words", same("écran cassé retour")),
        ("phrase", same("\"my order\"")),
        ("filter and word", same("status<solved livraison")),
        ("filter alone, sorted", same("status:open order_by:updated")),
        ("prefix, 3 letters", same("com")),
        ("prefix, 2 letters", same("re")),
        ("typo, 1", same("remboursmnt")),
        ("typo, 2", same("abonenemnt")),
        ("order number", same("LUM-20391")),
        ("excluded word", same("facture -paiement")),
        ("everything", same("*")),
    ];
    for (name, queries) in searches {
        let mut times = Vec::new();
        let mut total = 0;
        for query in queries {
            let start = Instant::now();
            let resolved = Query::parse(&query)?.resolve(&Nobody, &now);
            let page =
                index.search(&resolved, &access, resolved.sort, Paging::Offset { offset: 0, limit: 25 })?;
            times.push(start.elapsed());
            total = page.total;
        }
        print_times(name, times, total);
    }
    for text in ["rembours", "rembuors", "zenxa", "lum-203"] {
        let mut times = Vec::new();
        let mut found = 0;
        for _ in 0..ROUNDS {
            let start = Instant::now();
            found = index.suggest(text, &access, now.timestamp().as_second(), 8)?.len();
            times.push(start.elapsed());
        }
        print_times(&format!("suggest {text}"), times, found);
    }
    Ok(())
}

fn print_times(name: &str, mut times: Vec<Duration>, found: usize) {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    println!("{name:<40} p50 {:>9.2?}  p95 {:>9.2?}  found {found}", at(50), at(95));
}

fn resident_megabytes() -> Result<u64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS line")?;
    let kilobytes: u64 = line.split_whitespace().nth(1).ok_or("no number in the VmRSS line")?.parse()?;
    Ok(kilobytes / 1_000)
}
