#!/bin/sh
# After installing or upgrading (deb: "configure"; rpm: 1 or 2).
set -e

app='/opt/${sanitizedProductName}'
command='/usr/bin/${executable}'

# The command is a script that knows the subcommands of the server and the terminal client.
if [ ! -e "$command" ] || [ -L "$command" ]; then
  ln -sf "$app/bin/${executable}" "$command"
fi

# Chromium's sandbox needs user namespaces. Where the kernel or a policy keeps them from ordinary
# users, it needs a helper that belongs to root and is setuid instead. Root itself may always make
# them, so the question is asked as nobody.
usable() {
  [ -L /proc/self/ns/user ] || return 1
  for switch in /proc/sys/kernel/unprivileged_userns_clone /proc/sys/user/max_user_namespaces; do
    if [ -r "$switch" ] && [ "$(cat "$switch")" = 0 ]; then return 1; fi
  done
  restricted=/proc/sys/kernel/apparmor_restrict_unprivileged_userns
  # There the AppArmor profile below allows it to this app; where it cannot be loaded, the helper does.
  if [ -r "$restricted" ] && [ "$(cat "$restricted")" = 1 ]; then return 1; fi
  if command -v setpriv >/dev/null 2>&1 && command -v unshare >/dev/null 2>&1; then
    setpriv --reuid=65534 --regid=65534 --clear-groups unshare --user true 2>/dev/null
  fi
}
chown root:root "$app/chrome-sandbox"
if usable; then chmod 0755 "$app/chrome-sandbox"; else chmod 4755 "$app/chrome-sandbox"; fi

# Ubuntu 24.04 and later: without a profile that names the app, AppArmor takes the namespaces away.
profile=/etc/apparmor.d/${executable}
if command -v apparmor_status >/dev/null 2>&1 && apparmor_status --enabled >/dev/null 2>&1; then
  if apparmor_parser --skip-kernel-load --debug "$app/resources/apparmor-profile" >/dev/null 2>&1; then
    cp -f "$app/resources/apparmor-profile" "$profile"
    if ! { command -v ischroot >/dev/null 2>&1 && ischroot; }; then
      apparmor_parser --replace --write-cache --skip-read-cache "$profile" || true
    fi
  fi
fi

if command -v update-mime-database >/dev/null 2>&1; then update-mime-database /usr/share/mime || true; fi
if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database /usr/share/applications || true
fi
if command -v gtk-update-icon-cache >/dev/null 2>&1; then
  gtk-update-icon-cache -q -t -f /usr/share/icons/hicolor || true
fi
exit 0
