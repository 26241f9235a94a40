#pragma once

#include "app/alerts/alertengine.h"

// What `wickpost alerts` prints.

// An alert with where it stands as the file has it.
// {"id","text","kind","coin","symbol","level","unit","percent",
// "withinMin","storyKind","source","words","on","once","note","state","firedAt","snoozedUntil"}, without a
// line end; what does not belong to the kind is null. state: off, undecided, armed, left, snoozed, done.
QByteArray alertToJson(const AlertEntry &entry, const AssetDirectory &assets, UtcTime now);
QByteArray alertTable(const QList<AlertEntry> &entries, const AssetDirectory &assets, UtcTime now);

// What an alert would say now.
struct AlertTest
{
    AlertEntry entry; // id 0: not in the list
    AlertStatus status;
    bool fires = false; // it would fire now
    int stories = 0;    // of the last 24 h that answer it
    QString newest;     // the headline of the newest of them
};
// {"id","text","state","fires","distancePct","nowPct","heardForS","price","live","able","needed","stories","newest"}
QByteArray testToJson(const AlertTest &test, const QuoteBoard &board, const AssetDirectory &assets);
QByteArray testTable(const QList<AlertTest> &tests, const AssetDirectory &assets);

// {"at","alert","text","symbol","price","unit","exchangeTime","live","agreeing":[...],"movePct","title","source"}
QByteArray firingLine(const AlertFiring &firing, const AssetDirectory &assets);
