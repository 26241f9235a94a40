#include "app/base/log.h"

Q_LOGGING_CATEGORY(logNet, "wickpost.net", QtWarningMsg)
Q_LOGGING_CATEGORY(logQuotes, "wickpost.quotes", QtWarningMsg)
Q_LOGGING_CATEGORY(logNews, "wickpost.news", QtWarningMsg)
Q_LOGGING_CATEGORY(logStorage, "wickpost.storage", QtWarningMsg)
Q_LOGGING_CATEGORY(logUi, "wickpost.ui", QtWarningMsg)
