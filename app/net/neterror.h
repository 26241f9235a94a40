#pragma once

#include "app/base/result.h"
#include "app/base/time.h"

#include <QAbstractSocket>
#include <QNetworkReply>
#include <QSslError>

// Words for what went wrong below HTTP: host, connection, proxy, certificate. For log and diagnostics.

// The proxy the system names for this address, "host:port"; empty without one.
QString proxyFor(const QUrl &url);
// Each problem with the certificate's dates; when only the dates are wrong, a hint to check the clock,
// because a computer with a wrong clock refuses every good certificate. `now` is this computer's clock.
QString describeTls(const QList<QSslError> &errors, UtcTime now);
Error describeReplyError(const QUrl &url, QNetworkReply::NetworkError error, const QString &text);
Error describeSocketError(const QUrl &url, QAbstractSocket::SocketError error, const QString &text);
