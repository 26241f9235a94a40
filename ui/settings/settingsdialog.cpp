#include "ui/settings/settingsdialog.h"

#include "ui/settings/appearancepage.h"
#include "ui/settings/sourcespage.h"
#include "ui/settings/watchlistpage.h"
#include "ui/settings/windowpage.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>

namespace {
constexpr int navigationWidth = 168, footerHeight = 48;
}

SettingsDialog::SettingsDialog(const SettingsServices &services, QWidget *parent)
    : QDialog(parent), m_services(services), m_navigation(new QListWidget(this)), m_pages(new QStackedWidget(this)),
      m_footer(new QLabel(this)), m_side(new QWidget(this)), m_foot(new QWidget(this))
{
    setWindowTitle(tr("Settings"));
    resize(720, 520);
    setMinimumSize(480, 320);

    m_side->setFixedWidth(m_services.theme.px(navigationWidth));
    m_side->setProperty("pane", QStringLiteral("bg"));
    auto *side = new QVBoxLayout(m_side);
    side->setContentsMargins(8, 12, 8, 14);
    side->addWidget(m_navigation, 1);
    auto *version = new QLabel(m_services.version, m_side);
    version->setProperty("role", QStringLiteral("meta"));
    version->setContentsMargins(8, 0, 0, 0);
    side->addWidget(version);
    m_navigation->setAccessibleName(tr("Pages"));
    m_navigation->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(24, 0, 16, 0);
    foot->setSpacing(8);
    m_footer->setProperty("role", QStringLiteral("secondary"));
    foot->addWidget(m_footer, 1);
    auto *restore = new QPushButton(tr("Restore defaults…"), m_foot);
    restore->setProperty("flat", true);
    restore->setAutoDefault(false);
    connect(restore, &QPushButton::clicked, this, &SettingsDialog::confirmRestore);
    foot->addWidget(restore);
    auto *close = new QPushButton(tr("Close"), m_foot);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    foot->addWidget(close);
    m_foot->setFixedHeight(m_services.theme.px(footerHeight));

    auto *right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(m_pages, 1);
    right->addWidget(m_foot);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_side);
    all->addLayout(right, 1);

    addPage(new WatchlistPage(m_services, m_pages), Icon::List);
    auto *sources = new SourcesPage(m_services, m_pages);
    connect(sources, &SourcesPage::demoRequested, this, &SettingsDialog::demoRequested);
    addPage(sources, Icon::Plug);
    addPage(new AppearancePage(m_services, m_pages), Icon::Contrast);
    m_windowPage = new WindowPage(m_services, m_pages);
    addPage(m_windowPage, Icon::Pin);
    connect(m_navigation, &QListWidget::currentRowChanged, this, [this](int row) {
        m_pages->setCurrentIndex(row);
        m_footer->setText(currentPage()->footer());
    });
    m_navigation->setCurrentRow(0);
    new FocusRing(m_services.theme, this);
    connect(&m_services.theme, &UiTheme::changed, this, &SettingsDialog::restyle);
    restyle();
    m_navigation->setFocus();
}

SettingsDialog::~SettingsDialog() = default;

void SettingsDialog::addPage(SettingsPage *page, Icon icon)
{
    // On a short screen, or with large text, a page scrolls.
    auto *scroll = new QScrollArea(m_pages);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    page->setProperty("pane", QStringLiteral("surface"));
    scroll->setWidget(page);
    m_pages->addWidget(scroll);
    m_navigation->addItem(page->title());
    m_icons.append(icon);
}

SettingsPage *SettingsDialog::currentPage() const
{
    return qobject_cast<SettingsPage *>(qobject_cast<QScrollArea *>(m_pages->currentWidget())->widget());
}

void SettingsDialog::showPage(const QString &title)
{
    const auto found = m_navigation->findItems(title, Qt::MatchExactly);
    if (!found.isEmpty())
        m_navigation->setCurrentItem(found.first());
}

void SettingsDialog::refreshGrants()
{
    m_windowPage->refreshGrants();
}

void SettingsDialog::restyle()
{
    const Tokens &tokens = m_services.theme.tokens();
    const Fonts &fonts = m_services.theme.fonts();
    m_navigation->setStyleSheet(QStringLiteral("QListWidget { background: %1; } QListWidget::item { height: %2px; border-radius: 6px; padding-left: 8px; color: %3; }"
                                               "QListWidget::item:selected { background: %4; color: %5; } QListWidget::item:hover:!selected { background: %6; }")
                                    .arg(tokens.bg.name())
                                    .arg(fonts.px(30))
                                    .arg(tokens.textSecondary.name(), tokens.selected.name(), tokens.text.name(), tokens.hover.name()));
    for (int i = 0; i < m_navigation->count(); ++i)
        m_navigation->item(i)->setIcon(makeIcon(m_icons.at(i), tokens.textSecondary, tokens.accent, tokens.textDisabled));
    m_foot->setStyleSheet(QStringLiteral("#foot { border-top: 1px solid %1; }").arg(tokens.border.name()));
    m_foot->setObjectName(QStringLiteral("foot"));
    m_side->setFixedWidth(m_services.theme.px(navigationWidth));
    m_foot->setFixedHeight(m_services.theme.px(footerHeight));
}

void SettingsDialog::confirmRestore()
{
    QDialog ask(this);
    ask.setWindowTitle(tr("Restore defaults"));
    ask.setFixedWidth(m_services.theme.px(410));
    auto *rows = new QVBoxLayout(&ask);
    rows->setContentsMargins(20, 18, 20, 16);
    rows->setSpacing(10);
    const auto label = [&](const QString &text, const char *role) {
        auto *made = new QLabel(text, &ask);
        made->setTextFormat(Qt::PlainText);
        made->setWordWrap(true);
        made->setProperty("role", QLatin1String(role));
        rows->addWidget(made);
    };
    label(tr("Restore the defaults of %1?").arg(currentPage()->title()), "title");
    label(tr("%1 go back to how Wickpost came. The other pages and everything stored are not touched.").arg(currentPage()->restoredNames()), "secondary");
    auto *line = new QHBoxLayout;
    auto *allPages = new QCheckBox(tr("All pages"), &ask);
    line->addWidget(allPages);
    line->addStretch();
    auto *cancel = new QPushButton(tr("Cancel"), &ask);
    auto *restore = new QPushButton(tr("Restore"), &ask);
    restore->setProperty("primary", true);
    restore->setAutoDefault(false);
    line->addWidget(cancel);
    line->addWidget(restore);
    rows->addLayout(line);
    connect(cancel, &QPushButton::clicked, &ask, &QDialog::reject);
    connect(restore, &QPushButton::clicked, &ask, &QDialog::accept);
    cancel->setDefault(true);
    cancel->setFocus(); // the harmless answer
    new FocusRing(m_services.theme, &ask);
    if (ask.exec() != QDialog::Accepted)
        return;
    Settings settings = m_services.settings.settings();
    if (allPages->isChecked()) {
        const auto pages = findChildren<SettingsPage *>();
        for (const SettingsPage *page : pages)
            page->restore(settings, m_services.defaults);
    } else {
        currentPage()->restore(settings, m_services.defaults);
    }
    m_services.settings.set(settings);
}
