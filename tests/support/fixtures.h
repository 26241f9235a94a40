#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>
#include <gtest/gtest.h>

// A recorded or written payload below tests/data, whole.
inline QByteArray fixture(const QString &name)
{
    QFile file(QStringLiteral(WICKPOST_TEST_DATA "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        ADD_FAILURE() << "no fixture " << name.toStdString();
    return file.readAll();
}
