#include "ui/platform/warmstart.h"

#include <QLibrary>
#include <QSslConfiguration>

WarmStart::WarmStart()
    : m_fonts([] {
          using Init = int (*)();
          if (const auto init =
                  reinterpret_cast<Init>(QLibrary::resolve(QStringLiteral("fontconfig"), 1, "FcInit")))
              init();
      })
{
}

WarmStart::~WarmStart()
{
    for (std::thread *each : {&m_fonts, &m_tls})
        if (each->joinable())
            each->join();
}

void WarmStart::loadTls()
{
    if (!m_tls.joinable())
        m_tls = std::thread([] { QSslConfiguration::defaultConfiguration(); });
}
