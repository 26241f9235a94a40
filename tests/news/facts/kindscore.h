#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QStringList>
#include <iostream>

// How many kinds found are right, and how many of those there are were found.
class KindScore
{
public:
    // `allowed`: any of these is right; "none" when it is of no kind. `maybe`: none is right too.
    void add(const QString &what, const QStringList &allowed, bool maybe, const QString &found)
    {
        const QString none = QStringLiteral("none");
        const bool right = allowed.contains(found);
        if (found != none) {
            ++(right ? m_right : m_wrong);
            if (!right)
                m_failures.append(what + QStringLiteral(" → ") + found);
        }
        if (maybe || allowed.contains(none))
            return;
        ++m_there;
        m_found += right ? 1 : 0;
        if (found == none)
            m_failures.append(what + QStringLiteral(" missed: ") + allowed.join(u'/'));
    }
    double precision() const { return m_right + m_wrong == 0 ? 1 : double(m_right) / (m_right + m_wrong); }
    double recall() const { return m_there == 0 ? 1 : double(m_found) / m_there; }
    void report(const std::string &name, bool failures) const
    {
        std::cout << name << ": precision " << qRound(precision() * 1000) / 1000.0 << " of "
                  << m_right + m_wrong << ", recall " << qRound(recall() * 1000) / 1000.0 << " of " << m_there
                  << "\n";
        if (failures)
            for (const QString &failure : m_failures)
                std::cout << "    " << failure.toStdString() << "\n";
    }

private:
    int m_right = 0, m_wrong = 0, m_there = 0, m_found = 0;
    QStringList m_failures;
};
