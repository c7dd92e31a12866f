//! Where settings come from.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

use clap::{Arg, ArgMatches, builder::Resettable};

use super::{Config, ConfigError, KEYS, Key};

const CONFIG: &str = "config";
const PREFIX: &str = "GUICHET_";
/// Not ours: those of the tests, and those that Kubernetes sets for a service called guichet.
const FOREIGN_PREFIXES: [&str; 3] = ["GUICHET_TEST_", "GUICHET_PORT", "GUICHET_SERVICE_"];
/// Shown by `-h`; `--help` shows all.
const COMMON: [&str; 4] = ["listen", "smtp_listen", "data", "database_url"];

impl Key {
    /// Its environment variable.
    pub fn variable(&self) -> String {
        match self.name {
            "database_url" => "DATABASE_URL".to_owned(),
            name => format!("{PREFIX}{}", name.to_ascii_uppercase()),
        }
    }

    /// Its flag, without the two dashes.
    pub fn flag(&self) -> String {
        self.name.replace('_', "-")
    }

    fn argument(&self) -> Arg {
        let argument = Arg::new(self.name)
            .long(self.flag())
            .help(self.documentation.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" "))
            .help_heading("Settings")
            .hide_short_help(!COMMON.contains(&self.name))
            .value_name("VALUE")
            .global(true);
        if !self.is_switch {
            return argument;
        }
        argument.num_args(0..=1).require_equals(true).default_missing_value(Resettable::Value("true".into()))
    }
}

/// A flag for each setting, and `--config` for the configuration file.
pub fn flags() -> Vec<Arg> {
    let file = Arg::new(CONFIG)
        .long(CONFIG)
        .help("The configuration file (TOML); also GUICHET_CONFIG")
        .help_heading("Settings")
        .value_name("FILE")
        .global(true);
    std::iter::once(file).chain(KEYS.iter().map(Key::argument)).collect()
}

/// The settings of this process: flags before environment before configuration file before defaults.
///
/// # Errors
/// When one is unknown or does not fit, or the file cannot be read.
pub fn from_matches(matches: &ArgMatches) -> Result<Config, ConfigError> {
    let environment: BTreeMap<String, String> = env::vars().filter(|(_, value)| !value.is_empty()).collect();
    let flag = |name: &str| matches.get_one::<String>(name).cloned();
    load(flag, &environment)
}

fn load(
    flag: impl Fn(&str) -> Option<String>,
    environment: &BTreeMap<String, String>,
) -> Result<Config, ConfigError> {
    refuse_unknown_variables(environment)?;
    let file = flag(CONFIG).or_else(|| environment.get("GUICHET_CONFIG").cloned()).map(PathBuf::from);
    let from_file = file.as_deref().map(read_file).transpose()?.unwrap_or_default();
    let from_environment: BTreeMap<&str, &String> =
        KEYS.iter().filter_map(|key| Some((key.name, environment.get(&key.variable())?))).collect();
    Config::from_texts(|name| {
        let from_environment = || from_environment.get(name).map(|text| (*text).clone());
        flag(name).or_else(from_environment).or_else(|| from_file.get(name).cloned())
    })
}

fn refuse_unknown_variables(environment: &BTreeMap<String, String>) -> Result<(), ConfigError> {
    let is_foreign = |name: &str| FOREIGN_PREFIXES.iter().any(|prefix| name.starts_with(prefix));
    let is_known = |name: &str| name == "GUICHET_CONFIG" || KEYS.iter().any(|key| key.variable() == name);
    let unknown =
        environment.keys().find(|name| name.starts_with(PREFIX) && !is_foreign(name) && !is_known(name));
    match unknown {
        Some(name) => Err(ConfigError::Unknown { name: name.clone(), place: "the environment".to_owned() }),
        None => Ok(()),
    }
}

fn read_file(file: &Path) -> Result<BTreeMap<String, String>, ConfigError> {
    let failed = |reason: String| ConfigError::File { file: file.to_owned(), reason };
    let text = fs::read_to_string(file).map_err(|error| failed(error.to_string()))?;
    // The parser's full report repeats the line, which may hold a password.
    let table: toml::Table =
        text.parse().map_err(|error: toml::de::Error| failed(error.message().to_owned()))?;
    table.into_iter().map(|(name, value)| Ok((name.clone(), plain_text(file, name, value)?))).collect()
}

fn plain_text(file: &Path, name: String, value: toml::Value) -> Result<String, ConfigError> {
    if KEYS.iter().all(|key| key.name != name) {
        return Err(ConfigError::Unknown { name, place: file.display().to_string() });
    }
    match value {
        toml::Value::String(text) => Ok(text),
        toml::Value::Integer(number) => Ok(number.to_string()),
        toml::Value::Boolean(answer) => Ok(answer.to_string()),
        _ => Err(ConfigError::NotPlain { name, file: file.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load_from(
        flag: Option<(&str, &str)>,
        variables: &[(&str, &str)],
        file: &str,
    ) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("guichet.toml");
        fs::write(&path, file).unwrap();
        let mut environment: BTreeMap<String, String> =
            variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        environment.insert("GUICHET_CONFIG".to_owned(), path.display().to_string());
        let flag = |name: &str| flag.filter(|(given, _)| *given == name).map(|(_, value)| value.to_owned());
        load(flag, &environment).map_err(|error| error.to_string())
    }

    #[test]
    fn a_flag_wins_over_the_environment_and_that_over_the_file() {
        let file = "listen = \"127.0.0.1:1\"\nmax_mail_mb = 7";
        let variables = [("GUICHET_LISTEN", "127.0.0.1:2")];
        let port = |flag, variables: &[_]| load_from(flag, variables, file).unwrap().listen.port();
        assert_eq!(port(Some(("listen", "127.0.0.1:3")), &variables), 3);
        assert_eq!(port(None, &variables), 2);
        assert_eq!(port(None, &[]), 1);
        assert_eq!(load_from(None, &[], file).unwrap().max_mail_mb, 7);
    }

    #[test]
    fn an_unknown_setting_is_refused_by_name() {
        let in_file = load_from(None, &[], "lisen = \"127.0.0.1:1\"").err().unwrap();
        assert!(in_file.contains("\"lisen\""), "{in_file}");
        let in_environment = load_from(None, &[("GUICHET_LISEN", "127.0.0.1:1")], "").err().unwrap();
        assert!(in_environment.contains("GUICHET_LISEN"), "{in_environment}");
        assert!(load_from(None, &[("GUICHET_SERVICE_HOST", "10.0.0.1")], "").is_ok());
    }

    #[test]
    fn a_bad_value_is_refused_with_what_to_write() {
        let error = load_from(None, &[], "listen = 8080").err().unwrap();
        assert_eq!(
            error,
            "setting listen: \"8080\" does not fit, write an IP address and a port, such as 127.0.0.1:8080"
        );
    }

    #[test]
    fn a_file_that_is_not_toml_is_refused_without_repeating_it() {
        let error = load_from(None, &[], "s3_secret_key = hunter2").err().unwrap();
        assert!(!error.contains("hunter2"), "{error}");
    }
}
