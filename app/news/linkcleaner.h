#pragma once

#include <QString>
#include <QStringList>

// `reference` as seen from `base` (RFC 3986, section 5); blanks around it and line ends inside are dropped.
// As it is when there is no base; "//host/path" then takes https. Characters stay as written: nothing is
// encoded but blanks.
QString resolveLink(const QString &base, const QString &reference);

// The address if it may be opened or loaded: http or https with a host that can be one. Else empty: feeds
// carry javascript:, data: and file: addresses.
QString webLink(const QString &link);

// Without the parameters that only say where the reader came from. Everything else stays as written, since
// "?p=542739" is the article. `ref` goes only when it names one of `ownHosts`. Not http(s): as it is.
QString cleanLink(const QString &link, const QStringList &ownHosts = {});

// What two addresses of one article have in common: clean, scheme and host in lower case, without default
// port, fragment and closing slash. For comparing and storing, not for opening. Frozen by a test: keys of
// stored stories are made of it.
QString canonicalLink(const QString &link, const QStringList &ownHosts = {});

QString hostOf(const QString &link); // lower case, without port; empty when there is none
