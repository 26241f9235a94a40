#include "ui/platform/warmstart.h"

#include <QLibrary>
#include <QString>

WarmStart::WarmStart()
{
    using Init = int (*)();
    const auto init = reinterpret_cast<Init>(QLibrary::resolve(QStringLiteral("fontconfig"), 1, "FcInit"));
    if (init) // nothing of Qt on that thread: the first one to use it would be taken for the main one
        m_fonts = std::thread([init] { init(); });
}

WarmStart::~WarmStart()
{
    for (std::thread *each : {&m_fonts, &m_more})
        if (each->joinable())
            each->join();
}

void WarmStart::load(std::function<void()> more)
{
    if (!m_more.joinable())
        m_more = std::thread(std::move(more));
}
