#pragma once

#include <QLoggingCategory>

// Quiet by default (warnings and worse); QT_LOGGING_RULES="wickpost.*=true" turns the rest on.
Q_DECLARE_LOGGING_CATEGORY(logNet)
Q_DECLARE_LOGGING_CATEGORY(logQuotes)
Q_DECLARE_LOGGING_CATEGORY(logNews)
Q_DECLARE_LOGGING_CATEGORY(logStorage)
Q_DECLARE_LOGGING_CATEGORY(logUi)
