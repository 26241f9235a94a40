# Sourced by app/run and tests/run: installs what is missing on Debian and Ubuntu, names it elsewhere.

build_packages=(build-essential cmake ninja-build pkg-config git
    qt6-base-dev qt6-websockets-dev qt6-charts-dev libqt6opengl6-dev libqt6sql6-sqlite qt6-qpa-plugins
    libsimdjson-dev libexpected-dev libgumbo-dev libxcb1-dev
    fonts-inter fonts-noto-core fonts-noto-cjk)
test_packages=(libgtest-dev libgmock-dev librapidcheck-dev libbenchmark-dev libboost-dev libsqlite3-dev
    xvfb xauth openbox xdotool wmctrl x11-utils dbus procps)

install_packages() { # install_packages NAME...
    local missing=() name
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        # Elsewhere we can't know what is there: ask CMake's own error, and say what the packages are called.
        command -v cmake >/dev/null && return 0
        cat >&2 <<'TEXT'
wickpost: install the build packages first, then run this again:
  Fedora:   sudo dnf install gcc-c++ cmake ninja-build pkgconf git qt6-qtbase-devel qt6-qtwebsockets-devel qt6-qtcharts-devel simdjson-devel tl-expected-devel gumbo-parser-devel libxcb-devel rsms-inter-fonts google-noto-sans-fonts google-noto-sans-cjk-fonts gtest-devel gmock-devel
  Arch:     sudo pacman -S base-devel cmake ninja git qt6-base qt6-websockets qt6-charts simdjson tl-expected gumbo-parser libxcb inter-font noto-fonts noto-fonts-cjk gtest
  openSUSE: sudo zypper install gcc-c++ cmake ninja git qt6-base-devel qt6-websockets-devel qt6-charts-devel simdjson-devel tl-expected-devel gumbo-parser-devel libxcb-devel inter-fonts google-noto-sans-fonts google-noto-sans-cjk-fonts gtest gmock
TEXT
        return 1
    fi
    for name in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "wickpost: as root, run: apt-get install ${missing[*]}" >&2
            return 1
        fi
        root=(sudo)
    fi
    echo "wickpost: installing ${missing[*]}" >&2
    "${root[@]}" apt-get update -qq || true
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

build_preset() { # build_preset NAME [cmake build arguments]
    local preset=$1
    shift
    # app/run may have configured the folder before, without the tests.
    if ! grep -qs '^BUILD_TESTING:BOOL=ON' "build/$preset/CMakeCache.txt"; then
        cmake --preset "$preset" -DBUILD_TESTING=ON >&2 || return 1
    fi
    cmake --build "build/$preset" "$@" >&2
}
