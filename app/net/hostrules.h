#pragma once

#include "app/base/result.h"

#include <QHostAddress>
#include <QUrl>

// Where we may connect, and under which name a host's limits are kept (platform.md 1.8).

// "api.bitget.com", "127.0.0.1:9001": lower case, with the port only when it is not the scheme's own. Budgets
// and embargoes are kept by it.
QString hostKey(const QUrl &url);
// "127.0.0.1", "::1", "localhost": never leaves this machine.
bool isLoopback(const QString &host);
// Loopback, link-local, RFC 1918, unique local, carrier NAT, unspecified, multicast.
bool isPrivate(const QHostAddress &address);
// The same by the spelling alone: an address literal, or a name that means this machine or this house.
bool isPrivateHost(const QString &host);

// https; http to loopback or when a person typed the address. Private hosts other than loopback only when
// typed.
Result<void> checkAddress(const QUrl &url, bool userNamed);
// What a server may send us on to: never from https to http, never to another scheme, never to a private host
// other than itself, whoever named it.
Result<void> checkRedirect(const QUrl &from, const QUrl &to, bool userNamed);
