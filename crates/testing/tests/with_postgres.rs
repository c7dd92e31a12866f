//! The program `with-postgres`.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::process::{Command, Output};

fn with_postgres(command: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_with-postgres")).arg("--").args(command).output().unwrap()
}

#[test]
fn the_command_finds_a_running_cluster_and_its_status_is_passed_on() {
    let ask = r#"/usr/lib/postgresql/*/bin/psql -tAc "SELECT 6 * 7" "$GUICHET_TEST_POSTGRES"; exit 7"#;
    let output = with_postgres(&["sh", "-c", ask]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "42\n");
    assert_eq!(output.status.code(), Some(7));
}

#[test]
fn a_killed_command_and_a_missing_one_are_told_as_a_shell_tells_them() {
    assert_eq!(with_postgres(&["sh", "-c", "kill -KILL $$"]).status.code(), Some(128 + 9));
    assert_eq!(with_postgres(&["/no/such/program"]).status.code(), Some(127));
}
