#pragma once

#include <QString>

// Where a run keeps its things. --data-dir DIR holds all of it; else the desktop's usual folders
// (XDG on Linux): settings in the configuration folder, the database in the data folder, places and locks in
// the state folder, pictures in the cache folder.
struct Paths
{
    QString settingsFile;
    QString database;
    QString stateFile;
    QString lockFile;
    QString pictureCache; // a folder; made when first needed
    QString alerts;       // the list of alerts, beside the database
    QString id;           // short and stable: names this data folder, for "one instance per data folder"

    // Makes the folders (0700). An empty `dataDir` means the usual ones.
    static Paths in(const QString &dataDir);
};
