#pragma once

#include <QStringList>
#include <optional>

// `wickpost alerts`, as typed.
struct AlertsOptions
{
    QString action = QStringLiteral("list"); // "list", "add", "remove", "test"
    QStringList words;                       // what it is done to, complete and readable for the action
    bool everyTime = false;
    QString note;
    QString format = QStringLiteral("table");
    std::optional<double> timeoutS;
};

// Takes the words that are neither options nor the command; a complaint, or nothing. `simulated`: a demo or a
// replay, whose list is not the user's.
QString takeAlertsWords(const QStringList &words, bool simulated, AlertsOptions &options);
// What can be done, and the grammar: for the help.
QString alertsHelp();
