#pragma once

#include <QList>
#include <QStringList>

// One step of the database's form. Steps are only ever added at the end: what has shipped is never altered.
struct Migration
{
    QString name;           // for the log
    QStringList statements; // run in one transaction
};

// All steps in order. The file's user_version is the number of steps it has been through.
const QList<Migration> &schema();
