#include "tests/support/waituntil.h"
#include "tests/ui/platform/testbus.h"
#include "ui/platform/colorscheme.h"

#include <QDBusMessage>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QSignalSpy>

namespace {
const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
const QString interface = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");

// The portal as xdg-desktop-portal answers: Read() wraps the value twice, an unknown key is an error.
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    explicit FakePortal(const QString &name) : m_bus(TestBus::other(name))
    {
        m_bus.registerObject(path, this, QDBusConnection::ExportAllSlots);
        m_bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop"));
    }
    ~FakePortal() override { m_bus.unregisterService(QStringLiteral("org.freedesktop.portal.Desktop")); }

    QHash<QString, uint> values;
    void change(const QString &space, const QString &key, uint value)
    {
        QDBusMessage signal = QDBusMessage::createSignal(path, interface, QStringLiteral("SettingChanged"));
        signal << space << key << QVariant::fromValue(QDBusVariant(value));
        m_bus.send(signal);
    }

public slots:
    QDBusVariant Read(const QString &, const QString &key, const QDBusMessage &message)
    {
        if (!values.contains(key)) {
            message.setDelayedReply(true);
            m_bus.send(message.createErrorReply(QStringLiteral("org.freedesktop.portal.Error.NotFound"),
                                                QStringLiteral("not found")));
        }
        return QDBusVariant(QVariant::fromValue(QDBusVariant(values.value(key))));
    }

private:
    QDBusConnection m_bus;
};
} // namespace

TEST(ColorSchemeTest, FollowsThePaletteWhenNobodyAnswers)
{
    REQUIRE_BUS();
    const ColorScheme scheme;
    EXPECT_FALSE(scheme.isDark()); // the offscreen platform's palette is light
}

TEST(ColorSchemeTest, TakesTheDesktopsAnswerAndItsChanges)
{
    REQUIRE_BUS();
    FakePortal portal(QStringLiteral("portal1"));
    portal.values = {{QStringLiteral("color-scheme"), 1U}, {QStringLiteral("reduced-motion"), 1U}};
    ColorScheme scheme;
    QSignalSpy changed(&scheme, &ColorScheme::changed);
    ASSERT_TRUE(waitUntil([&] { return scheme.isDark() && scheme.reducedMotion(); }));
    EXPECT_GE(changed.size(), 1);
    portal.change(appearance, QStringLiteral("color-scheme"), 2);
    ASSERT_TRUE(waitUntil([&] { return !scheme.isDark(); }));
    EXPECT_TRUE(scheme.reducedMotion());
    portal.change(appearance, QStringLiteral("reduced-motion"), 0);
    ASSERT_TRUE(waitUntil([&] { return !scheme.reducedMotion(); }));
}

TEST(ColorSchemeTest, ADesktopWithoutAPreferenceLeavesThePaletteToDecide)
{
    REQUIRE_BUS();
    FakePortal portal(QStringLiteral("portal2"));
    portal.values = {{QStringLiteral("color-scheme"), 1U}};
    ColorScheme scheme;
    ASSERT_TRUE(waitUntil([&] { return scheme.isDark(); }));
    portal.change(appearance, QStringLiteral("color-scheme"), 0);
    EXPECT_TRUE(waitUntil([&] { return !scheme.isDark(); }));
}

TEST(ColorSchemeTest, HighContrastIsTheDesktopsPaletteOrBlackAndWhite)
{
    REQUIRE_BUS();
    FakePortal portal(QStringLiteral("portal4"));
    portal.values = {{QStringLiteral("color-scheme"), 1U}, {QStringLiteral("contrast"), 1U}};
    {
        ColorScheme scheme;
        EXPECT_FALSE(scheme.highContrast());
        ASSERT_TRUE(waitUntil([&] { return scheme.isDark() && scheme.highContrast(); }));
        EXPECT_EQ(scheme.highContrast()->color(QPalette::Window), QColor(Qt::black));
        EXPECT_EQ(scheme.highContrast()->color(QPalette::WindowText), QColor(Qt::white));
        QSignalSpy changed(&scheme, &ColorScheme::changed);
        portal.change(appearance, QStringLiteral("contrast"), 0);
        ASSERT_TRUE(waitUntil([&] { return !scheme.highContrast(); }));
        EXPECT_EQ(changed.size(), 1);
    }
    const QPalette before = QGuiApplication::palette();
    QPalette yellow(Qt::black);
    yellow.setColor(QPalette::Window, Qt::black);
    yellow.setColor(QPalette::WindowText, Qt::yellow);
    QGuiApplication::setPalette(yellow);
    const auto kept = ColorScheme(false).highContrast();
    QGuiApplication::setPalette(before);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->color(QPalette::Window), QColor(Qt::black));
    EXPECT_EQ(kept->color(QPalette::WindowText), QColor(Qt::yellow));
}

TEST(ColorSchemeTest, OtherSettingsOfTheDesktopChangeNothing)
{
    REQUIRE_BUS();
    FakePortal portal(QStringLiteral("portal3"));
    portal.values = {{QStringLiteral("color-scheme"), 2U}};
    ColorScheme scheme;
    QSignalSpy changed(&scheme, &ColorScheme::changed);
    portal.change(QStringLiteral("org.gnome.desktop.interface"), QStringLiteral("color-scheme"), 1);
    portal.change(appearance, QStringLiteral("accent-color"), 1);
    portal.change(appearance, QStringLiteral("reduced-motion"),
                  1); // the last one sent has come: so have the others
    ASSERT_TRUE(waitUntil([&] { return scheme.reducedMotion(); }));
    EXPECT_FALSE(scheme.isDark());
    EXPECT_EQ(changed.size(), 1);
}

#include "colorscheme_test.moc"
