//! Commands beside a running server.

use std::{fs, process::Output};

use crate::program::{Desk, program};

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn the_server_ends_cleanly_when_it_is_told_to() {
    let status = Desk::new().serve(&[]).terminate();
    assert!(status.success(), "{status}");
}

#[test]
fn an_address_in_use_is_refused_with_what_to_do() {
    let desk = Desk::new();
    let server = desk.serve(&[]);
    let address = format!("127.0.0.1:{}", server.port());
    let second = desk.run(&["serve", "--listen", &address]);
    assert!(!second.status.success());
    assert!(text(&second).contains("choose another with --listen"), "{}", text(&second));
}

#[test]
fn the_doctor_finds_a_running_desk_well() {
    let desk = Desk::new();
    let server = desk.serve(&[]);
    let address = format!("127.0.0.1:{}", server.port());
    let found = desk.run(&["doctor", "--listen", &address]);
    assert!(found.status.success(), "{}", text(&found));
    assert!(text(&found).contains(&format!("{address} answers")), "{}", text(&found));
}

#[test]
fn a_lost_key_is_found_by_the_doctor() {
    let desk = Desk::new();
    assert!(desk.serve(&[]).terminate().success());
    fs::remove_file(desk.path("data/secret.key")).unwrap();
    let found = desk.run(&["doctor", "--listen", "127.0.0.1:0"]);
    assert!(!found.status.success());
    assert!(text(&found).contains("put back the key file"), "{}", text(&found));
}

#[test]
fn a_backup_is_taken_beside_the_running_server_and_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    let _server = desk.serve(&[]);
    let file = desk.path("desk.tar.gz");
    let taken = desk.run(&["backup", file.to_str().unwrap()]);
    assert!(taken.status.success(), "{}", text(&taken));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let again = desk.run(&["backup", file.to_str().unwrap()]);
    assert!(!again.status.success() && text(&again).contains("exists"), "{}", text(&again));
}

#[test]
fn a_setting_that_does_not_fit_is_refused_by_name() {
    let output = program(&["serve"]).env("GUICHET_LISTEN", "8080").output().unwrap();
    assert!(!output.status.success());
    assert!(text(&output).contains("setting listen"), "{}", text(&output));
}
