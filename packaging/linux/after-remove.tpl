#!/bin/sh
# After the files are gone. Nobody's rooms, keys or settings are touched: they belong to people, not
# to the package.
set -e

# An upgrade has put the new files in place already (deb: "upgrade"; rpm: packages left, 1 or more).
case ${1-} in
upgrade | failed-upgrade | abort-* | disappear | [1-9]*) exit 0 ;;
esac

command='/usr/bin/${executable}'
if [ -L "$command" ] && [ "$(readlink "$command")" = '/opt/${sanitizedProductName}/bin/${executable}' ]; then
  rm -f "$command"
fi

profile=/etc/apparmor.d/${executable}
if [ -f "$profile" ]; then
  if command -v apparmor_status >/dev/null 2>&1 && apparmor_status --enabled >/dev/null 2>&1; then
    if ! { command -v ischroot >/dev/null 2>&1 && ischroot; }; then
      apparmor_parser --remove "$profile" || true
    fi
  fi
  rm -f "$profile"
fi

if command -v update-mime-database >/dev/null 2>&1; then update-mime-database /usr/share/mime || true; fi
if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database /usr/share/applications || true
fi
exit 0
