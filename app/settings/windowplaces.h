#pragma once

#include <QHash>
#include <QJsonObject>
#include <QRect>
#include <QString>

// Where windows stood, per mode and per screen, in a file of its own: state, not settings. Written whole, at
// each change and not at exit. A file that can't be read counts as empty: a place is never worth a question.
class WindowPlaces
{
public:
    explicit WindowPlaces(QString file);

    // `screen` is name and size ("HDMI-1 1920x1080"), so that another screen in the same socket has its own.
    void set(const QString &mode, const QString &screen, const QRect &place);
    std::optional<QRect> place(const QString &mode, const QString &screen) const;
    // The screen the mode was last seen on.
    QString lastScreen(const QString &mode) const;
    // Anything small a view keeps: splitter positions, the open tab.
    void setValue(const QString &key, const QJsonValue &value);
    QJsonValue value(const QString &key) const;

private:
    void load();
    void save() const;

    QString m_file;
    QJsonObject m_root;
};

// `wanted` if enough of it can be seen on one of `screens`, else the same size (or less) in the nearest
// visible place. Without screens `wanted` itself.
QRect visiblePlace(const QRect &wanted, const QList<QRect> &screens, const QSize &smallest);
