#include "app/settings/windowplaces.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <algorithm>

WindowPlaces::WindowPlaces(QString file) : m_file(std::move(file))
{
    load();
}

void WindowPlaces::set(const QString &mode, const QString &screen, const QRect &place)
{
    QJsonObject windows = m_root.value(QLatin1String("windows")).toObject();
    QJsonObject entry = windows.value(mode).toObject();
    QJsonObject screens = entry.value(QLatin1String("screens")).toObject();
    screens.insert(screen, QJsonArray{place.x(), place.y(), place.width(), place.height()});
    entry.insert(QLatin1String("screens"), screens);
    entry.insert(QLatin1String("last"), screen);
    windows.insert(mode, entry);
    if (m_root.value(QLatin1String("windows")).toObject() == windows)
        return;
    m_root.insert(QLatin1String("windows"), windows);
    save();
}

std::optional<QRect> WindowPlaces::place(const QString &mode, const QString &screen) const
{
    const QJsonArray numbers = m_root.value(QLatin1String("windows"))
                                   .toObject()
                                   .value(mode)
                                   .toObject()
                                   .value(QLatin1String("screens"))
                                   .toObject()
                                   .value(screen)
                                   .toArray();
    if (numbers.size() != 4)
        return std::nullopt;
    const QRect rect(numbers.at(0).toInt(), numbers.at(1).toInt(), numbers.at(2).toInt(),
                     numbers.at(3).toInt());
    const bool sane = rect.width() > 0 && rect.height() > 0 && rect.width() < 32'768 &&
                      rect.height() < 32'768 && std::abs(rect.x()) < 65'536 && std::abs(rect.y()) < 65'536;
    return sane ? std::optional(rect) : std::nullopt;
}

QString WindowPlaces::lastScreen(const QString &mode) const
{
    return m_root.value(QLatin1String("windows"))
        .toObject()
        .value(mode)
        .toObject()
        .value(QLatin1String("last"))
        .toString();
}

void WindowPlaces::setValue(const QString &key, const QJsonValue &value)
{
    if (m_root.value(key) == value)
        return;
    m_root.insert(key, value);
    save();
}

QJsonValue WindowPlaces::value(const QString &key) const
{
    return m_root.value(key);
}

void WindowPlaces::load()
{
    QFile file(m_file);
    if (!m_file.isEmpty() && file.open(QIODevice::ReadOnly))
        m_root = QJsonDocument::fromJson(file.readAll()).object();
}

void WindowPlaces::save() const
{
    if (m_file.isEmpty())
        return;
    QSaveFile file(m_file);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QJsonDocument(m_root).toJson(QJsonDocument::Compact));
        file.commit();
    }
}

QRect visiblePlace(const QRect &wanted, const QList<QRect> &screens, const QSize &smallest)
{
    if (screens.isEmpty())
        return wanted;
    const auto seen = [&](const QRect &screen) {
        const QRect part = screen.intersected(wanted);
        return part.isEmpty() ? 0 : part.width() * part.height();
    };
    const auto distance = [&](const QRect &screen) {
        const QPoint d = screen.center() - wanted.center();
        return static_cast<qint64>(d.x()) * d.x() + static_cast<qint64>(d.y()) * d.y();
    };
    QRect best = screens.first();
    for (const QRect &screen : screens) {
        if (seen(screen) > seen(best) || (seen(screen) == seen(best) && distance(screen) < distance(best)))
            best = screen;
    }
    // The header must be within reach: its whole height and at least 120 px of its width.
    const bool reachable = wanted.top() >= best.top() && wanted.top() <= best.bottom() - 40 &&
                           best.intersected(wanted).width() >= std::min(120, wanted.width());
    if (reachable)
        return wanted;
    QRect place(wanted.topLeft(), wanted.size().boundedTo(best.size()).expandedTo(smallest));
    place.moveLeft(
        std::clamp(place.left(), best.left(), std::max(best.left(), best.right() + 1 - place.width())));
    place.moveTop(
        std::clamp(place.top(), best.top(), std::max(best.top(), best.bottom() + 1 - place.height())));
    return place;
}
