#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <functional>
#include <memory>

// Lets one ask a host at a time, in the order of the asking. Thread: one.
class HostQueue
{
    struct Line;

public:
    // A place in the line, and the turn when it comes. Destroying it makes way for the next.
    class Turn
    {
    public:
        Turn(std::shared_ptr<Line> line, QString host, std::function<void()> begin)
            : m_line(std::move(line)), m_host(std::move(host)), m_begin(std::move(begin))
        {
            m_line->waiting[m_host].append(this);
        }
        ~Turn()
        {
            QList<Turn *> &waiting = m_line->waiting[m_host];
            const bool wasFirst = waiting.first() == this;
            waiting.removeOne(this);
            if (waiting.isEmpty())
                m_line->waiting.remove(m_host);
            else if (wasFirst)
                waiting.first()->begin();
        }
        Turn(const Turn &) = delete;
        Turn &operator=(const Turn &) = delete;

    private:
        friend class HostQueue;
        bool isFirst() const { return m_line->waiting[m_host].first() == this; }
        void begin() { std::exchange(m_begin, nullptr)(); }

        std::shared_ptr<Line> m_line; // turns may outlive the queue
        QString m_host;
        std::function<void()> m_begin;
    };

    // `begin` runs once, when the host is free: perhaps at once, else later. The turn ends when it is
    // destroyed.
    void wait(std::unique_ptr<Turn> &into, const QString &host, std::function<void()> begin)
    {
        into = std::make_unique<Turn>(m_line, host, std::move(begin));
        if (into->isFirst())
            into->begin();
    }

private:
    struct Line
    {
        QHash<QString, QList<Turn *>> waiting; // the first has its turn
    };
    std::shared_ptr<Line> m_line = std::make_shared<Line>();
};
