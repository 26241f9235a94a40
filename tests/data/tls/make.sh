#!/usr/bin/env bash
# Makes the test certificates anew (needs openssl and faketime). They prove nothing outside the tests: the keys are public.
set -e
cd "$(dirname "$0")"
subject() { printf '/O=Wickpost tests/CN=%s' "$1"; }
ca() { # NAME: an authority
    faketime '2020-01-01' openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 29000 -subj "$(subject "$1")" -keyout "$1.key" -out "$1.pem" 2>/dev/null
}
leaf() { # NAME AUTHORITY SAN WHEN DAYS
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "$(subject "$1")" -keyout "$1.key" -out "$1.csr" 2>/dev/null
    faketime "$4" openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" -CAcreateserial -days "$5" \
        -extfile <(printf 'subjectAltName=%s' "$3") -out "$1.pem" 2>/dev/null
    rm "$1.csr"
}
here='DNS:localhost,IP:127.0.0.1'
ca authority
ca stranger
leaf good authority "$here" '2020-01-01' 29000
leaf expired authority "$here" '2020-01-01' 365
leaf early authority "$here" '2090-01-01' 365
leaf wronghost authority 'DNS:other.example' '2020-01-01' 29000
leaf unknown stranger "$here" '2020-01-01' 29000
faketime '2020-01-01' openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 29000 -subj "$(subject self)" -addext "subjectAltName=$here" -keyout self.key -out self.pem 2>/dev/null
rm -f ./*.srl stranger.* authority.key
