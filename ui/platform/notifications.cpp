#include "ui/platform/notifications.h"

using namespace Qt::StringLiterals;

Notifications::Notifications(std::chrono::milliseconds answerWithin, QObject *parent)
    : QObject(parent), m_answerWithin(answerWithin)
{
}

Notifications::~Notifications() = default;

// The bus is looked for when there is something to say: a start needs none.
void Notifications::begin()
{
    if (m_bus)
        return;
    m_bus = notificationBus({[this](uint id, const QString &action) {
                                 const QString key = keyOf(id);
                                 if (key.isEmpty())
                                     return;
                                 m_shown.remove(key);
                                 m_bus->close(id); // most services have done it, dunst's menu hasn't
                                 emit actionInvoked(key, action);
                             },
                             [this](uint id) { m_shown.remove(keyOf(id)); }, [this] { restarted(); }});
}

bool Notifications::playsSound() const
{
    return m_capabilities && m_capabilities->contains("sound"_L1);
}

QString Notifications::keyOf(uint id) const
{
    for (auto at = m_shown.cbegin(); at != m_shown.cend(); ++at)
        if (at->id == id && id != 0)
            return at.key();
    return {};
}

qsizetype Notifications::awaited() const
{
    return std::count_if(m_shown.cbegin(), m_shown.cend(), [](const Shown &shown) { return shown.asked; });
}

void Notifications::restarted()
{
    m_capabilities.reset();
    for (Shown &shown : m_shown)
        shown.id = 0; // the new one knows nothing of them
}

void Notifications::show(const DesktopNote &note)
{
    begin();
    if (!m_bus) {
        QMetaObject::invokeMethod(
            this, [this, key = note.key] { emit failed(key); }, Qt::QueuedConnection);
        return;
    }
    if (m_capabilities)
        return send(note);
    m_waiting.removeIf([&](const DesktopNote &each) { return each.key == note.key; });
    m_waiting.append(note);
    if (std::exchange(m_asking, true))
        return;
    m_bus->askCapabilities(m_answerWithin, [this](const std::optional<QStringList> &capabilities) {
        m_asking = false;
        m_capabilities = capabilities;
        for (const DesktopNote &waiting : std::exchange(m_waiting, {})) {
            if (capabilities)
                send(waiting);
            else
                emit failed(waiting.key);
        }
    });
}

void Notifications::send(const DesktopNote &note)
{
    if (!m_shown.value(note.key).asked && awaited() >= mostAwaited) {
        emit failed(note.key);
        return;
    }
    Shown &shown = m_shown[note.key];
    shown.withdrawn = false;
    if (shown.asked) {
        shown.next = note;
        return;
    }
    shown.asked = true;
    DesktopNote sent = note;
    if (!m_capabilities->contains("actions"_L1))
        sent.actions.clear();
    if (m_capabilities->contains("body-markup"_L1))
        sent.body = sent.body.toHtmlEscaped();
    m_bus->show(shown.id, sent, m_answerWithin,
                [this, key = note.key](std::optional<uint> id) { answered(key, id); });
}

void Notifications::answered(const QString &key, std::optional<uint> id)
{
    const auto at = m_shown.find(key);
    if (at == m_shown.end())
        return;
    at->asked = false;
    at->id = id.value_or(0);
    const std::optional<DesktopNote> next = std::exchange(at->next, std::nullopt);
    if (at->withdrawn)
        return withdraw(key);
    if (!id) {
        m_capabilities.reset(); // perhaps another service answers next time
        m_shown.erase(at);
        emit failed(key);
    } else if (next) {
        send(*next);
    }
}

void Notifications::withdraw(const QString &key)
{
    m_waiting.removeIf([&](const DesktopNote &note) { return note.key == key; });
    const auto at = m_shown.find(key);
    if (at == m_shown.end())
        return;
    at->next.reset();
    if (at->asked) {
        at->withdrawn = true;
        return;
    }
    const uint id = at->id;
    m_shown.erase(at);
    if (id != 0)
        m_bus->close(id);
}
