#!/bin/bash
# Installs what the tests need and this machine lacks: Debian packages and npm packages.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
  postgresql              # the other database
  postfix dovecot-imapd dovecot-lmtpd  # the customer's mail servers
  chromium                # the agents' browser
  python3-venv            # for the client zenpy
  clang mold              # links faster
)

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing+=("$package")
done

if [ ${#missing[@]} -gt 0 ]; then
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      echo "The tests need packages that only root can install. Run this, then try again:" >&2
      echo "  sudo apt-get install ${missing[*]}" >&2
      exit 1
    fi
    as_root=(sudo)
  fi
  echo "Installing ${missing[*]}"
  # Postfix asks how to configure itself; the tests bring their own configuration.
  echo 'postfix postfix/main_mailer_type select No configuration' | "${as_root[@]}" debconf-set-selections
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq --yes --no-install-recommends "${missing[@]}"
fi

# Playwright drives Debian's Chromium; it need not bring browsers of its own.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
make --no-print-directory web/node_modules/.package-lock.json
