#!/bin/sh
# The command on the PATH: the app, or with a subcommand its command line, which opens no window and
# therefore needs neither a display nor Chromium's sandbox (docs/self-hosting.md).
app=$(dirname "$(dirname "$(readlink -f "$0")")")/sarangbang
case ${1-} in
serve | connect | echo | ping | find | news | listen | backup | restore | new-key | export | help | -h | --help | -V | --version)
  exec "$app" --no-sandbox --ozone-platform=headless --disable-gpu --log-level=3 --command-line "$@"
  ;;
esac
exec "$app" "$@"
