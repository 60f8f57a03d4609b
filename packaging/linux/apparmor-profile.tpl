# Confines nothing: it gives the app a name, under which Ubuntu lets it make the user namespaces that
# Chromium's own sandbox is built from.
abi <abi/4.0>,
include <tunables/global>

profile "${executable}" "/opt/${sanitizedProductName}/${executable}" flags=(unconfined) {
  userns,

  include if exists <local/${executable}>
}
