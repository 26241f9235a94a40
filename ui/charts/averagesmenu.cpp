#include "ui/charts/averagesmenu.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSpinBox>
#include <QWidgetAction>

namespace {
// How the line looks on the chart: the first solid, the second dashed.
QIcon lineIcon(const UiTheme &theme, bool first)
{
    QPixmap pixmap(28, 28);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    const Tokens &t = theme.tokens();
    painter.setPen(QPen(first ? t.average1 : t.average2, 3, first ? Qt::SolidLine : Qt::DashLine));
    painter.drawLine(0, 14, 28, 14);
    return QIcon(pixmap);
}
} // namespace

AveragesMenu::AveragesMenu(SettingsFile &settings, UiTheme &theme, QWidget *parent)
    : Menu(theme, parent), m_settings(settings), m_theme(theme)
{
    addSwitch(1, &ChartSettings::average1, &ChartSettings::average1Period);
    addSwitch(2, &ChartSettings::average2, &ChartSettings::average2Period);
    addSeparator();
    addPeriod(1, &ChartSettings::average1Period);
    addPeriod(2, &ChartSettings::average2Period);
    addSeparator();
    addKind();
}

void AveragesMenu::addSwitch(int number, bool ChartSettings::*on, int ChartSettings::*period)
{
    const ChartSettings &chart = m_settings.settings().chart;
    QAction *action = add(tr("MA %1").arg(chart.*period));
    action->setIcon(lineIcon(m_theme, number == 1));
    action->setCheckable(true);
    action->setChecked(chart.*on);
    connect(action, &QAction::triggered, this, [this, on](bool checked) {
        m_settings.change([&](Settings &settings) { settings.chart.*on = checked; });
    });
}

void AveragesMenu::addPeriod(int number, int ChartSettings::*period)
{
    auto *row = new QWidget(this);
    auto *label = new QLabel(tr("Period %1").arg(number), row);
    label->setFont(m_theme.font(FontRole::SmallMedium));
    auto *box = new QSpinBox(row);
    box->setRange(2, 500);
    box->setAlignment(Qt::AlignRight);
    box->setFixedWidth(m_theme.px(56));
    box->setAccessibleName(label->text());
    box->setValue(m_settings.settings().chart.*period);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(31, 1, 8, 1);
    line->addWidget(label, 1);
    line->addWidget(box);
    auto *action = new QWidgetAction(this);
    action->setDefaultWidget(row);
    addAction(action);
    connect(box, &QSpinBox::valueChanged, this, [this, period](int value) {
        m_settings.change([&](Settings &settings) { settings.chart.*period = value; });
    });
}

void AveragesMenu::addKind()
{
    auto *group = new QActionGroup(this);
    const bool exponential = m_settings.settings().chart.exponential;
    for (const bool each : {false, true}) {
        QAction *action = add(each ? tr("Exponential") : tr("Simple"));
        action->setCheckable(true);
        action->setChecked(each == exponential);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, each] {
            m_settings.change([&](Settings &settings) { settings.chart.exponential = each; });
        });
    }
}
