#pragma once

class QAccessibleInterface;
class QObject;
class QString;

// What screen readers are told of the reader's lists (design.md section 11): a section of offers is a List,
// its rows are its items. For QAccessible::installFactory().
QAccessibleInterface *readerAccess(const QString &className, QObject *object);
// Once is enough, any number of times is fine.
void installReaderAccess();
