#include "ui/platform/warmstart.h"

#include <QLibrary>
#include <QString>
#include <QThread>

WarmStart::WarmStart()
{
    QThread::currentThread(); // the first thread Qt meets is the application's for it
    m_fonts = std::thread([] {
        using Init = int (*)();
        if (const auto init =
                reinterpret_cast<Init>(QLibrary::resolve(QStringLiteral("fontconfig"), 1, "FcInit")))
            init();
    });
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
