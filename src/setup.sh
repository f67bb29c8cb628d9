# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What src/run and tests/run have in common: packages, locales, building, a session of one's own.
# Sourced; expects bash and `root`, the top of the tree.
: "${root:?}"

# Locales whose language the program speaks
velo_locales='de_DE de_AT'

say () {
  printf '%s\n' "$*" >&2
}

die () {
  say "$(basename "$0"): $*"
  exit 1
}

# Runs a command as root: directly, or through sudo without asking where nobody could answer.
as_root () {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif ! command -v sudo >/dev/null; then
    say "This needs root, and sudo is not installed: $*"
    return 1
  elif [ -t 0 ]; then
    sudo "$@"
  else
    sudo -n "$@"
  fi
}

# missing_packages PURPOSE...: the packages of these purposes that are not installed
missing_packages () {
  local wanted
  wanted=$(awk -v purposes=" $* " '/^[a-z]/ && index (purposes, " " $1 " ") { print $2 }' \
               "$root/src/packages")
  # shellcheck disable=SC2086
  { printf '%s\n' $wanted
    dpkg-query -W -f '${Package} ${db:Status-Status}\n' $wanted 2>/dev/null || true; } |
    awk 'NF == 1 { wanted[$1] = 1 } $2 == "installed" { delete wanted[$1] }
         END { for (name in wanted) print name }' | sort
}

# install_packages PURPOSE...: installs what is missing; asks nothing, and needs no network if
# nothing is
install_packages () {
  local missing
  missing=$(missing_packages "$@" | tr '\n' ' ')
  [ -n "${missing// /}" ] || return 0
  command -v apt-get >/dev/null || die "these packages are missing, and this is no Debian: $missing"
  say "Installing: $missing"
  as_root apt-get -q update >&2 || say "The lists of packages could not be renewed; going on."
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends \
    -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold \
    install $missing >&2 </dev/null ||
    die "the packages could not be installed: $missing"
}

# has_locale NAME: whether NAME.UTF-8 has been made on this machine
has_locale () {
  local have
  have=$(locale -a 2>/dev/null | tr '[:upper:]' '[:lower:]')
  case $have in *"${1,,}.utf"*) return 0 ;; *) return 1 ;; esac
}

# Makes the locales that the program speaks, if this machine has not got them.
ensure_locales () {
  local name messages
  for name in $velo_locales; do
    has_locale "$name" && continue
    # localedef ends with 1 after mere warnings: look at what there is afterwards
    messages=$(as_root localedef -i "$name" -f UTF-8 "$name.UTF-8" 2>&1) || true
    has_locale "$name" ||
      say "The locale $name.UTF-8 could not be made; the program will speak English. $messages"
  done
}

# configure DIR [OPTION...]: sets a build directory up, once; changes its options afterwards
configure () {
  local dir=$1
  shift
  if [ -f "$dir/build.ninja" ]; then
    meson configure "$dir" "$@" >/dev/null
  else
    meson setup "$dir" "$root" "$@"
  fi
}

# start_display DIR [SIZE]: starts a virtual display and sets DISPLAY and display_pid
start_display () {
  local session=$1 size=${2-1440x1000}
  mkfifo "$session/display"
  Xvfb -displayfd 5 -screen 0 "${size}x24" -dpi 96 -nolisten tcp -noreset \
    5>"$session/display" >"$session/xvfb.log" 2>&1 &
  # shellcheck disable=SC2034
  display_pid=$!
  read -r -t 20 display <"$session/display" || {
    cat "$session/xvfb.log" >&2
    die "the virtual display did not start"
  }
  export DISPLAY=":$display" GDK_BACKEND=x11
  unset WAYLAND_DISPLAY
}

# start_manager: starts a window manager on the display and sets manager_pid. Waits until it is at work, for
# windows that were there before it get no keys.
start_manager () {
  local folder line=
  folder=$(mktemp -d "${TMPDIR:-/tmp}/velo.XXXXXX")
  mkfifo "$folder/ready"
  # shellcheck disable=SC2016
  VELO_READY=$folder/ready openbox --sm-disable --startup "sh -c 'echo ready >\"\$VELO_READY\"'" \
    >/dev/null 2>&1 </dev/null &
  # shellcheck disable=SC2034
  manager_pid=$!
  read -r -t 20 line <>"$folder/ready" || true
  rm -rf "$folder"
  [ "$line" = ready ] || { say "The window manager did not start."; return 1; }
}

# What every program on a virtual display gets, so that it looks and acts the same everywhere and
# leaves nothing in the user's own directories.
session_environment () {
  local session=$1
  mkdir -p "$session/home" "$session/config/gtk-4.0"
  mkdir -p "$session/run"
  chmod 700 "$session/run"
  printf '%s\n' '[Settings]' 'gtk-enable-animations=false' 'gtk-cursor-blink=false' \
    'gtk-font-name=Cantarell 11' >"$session/config/gtk-4.0/settings.ini"
  export HOME="$session/home" XDG_RUNTIME_DIR="$session/run" XDG_CONFIG_HOME="$session/config"
  export XDG_DATA_HOME="$session/home/.local/share" XDG_CACHE_HOME="$session/home/.cache"
  export XDG_STATE_HOME="$session/home/.local/state"
  export GSK_RENDERER=cairo GTK_USE_PORTAL=0 ADW_DISABLE_PORTAL=1 GIO_USE_VFS=local
  export GIO_USE_VOLUME_MONITOR=unix
  # nobody reads a virtual display aloud; tests ask for their own
  export GTK_A11Y=${GTK_A11Y:-none}
  export GTK_IM_MODULE=gtk-im-context-simple NO_AT_BRIDGE=1 GDK_DISABLE=gl,vulkan
  unset GTK_THEME DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL SSH_AUTH_SOCK
}
