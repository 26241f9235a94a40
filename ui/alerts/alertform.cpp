#include "ui/alerts/alertform.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStyle>

using namespace std::chrono;
using Kind = AlertCondition::Kind;

namespace {
constexpr minutes spans[] = {1min, 5min, 15min, 30min, 60min, 240min, 1440min};
constexpr seconds coolDowns[] = {0s, 60s, 300s, 900s, 3600s, 14400s, 86400s};

template <typename T> void setData(QComboBox &combo, const T &value, const QString &text)
{
    int at = combo.findData(value);
    if (at < 0) { // of the file, or in words: shown as it is
        combo.addItem(text, value);
        at = combo.count() - 1;
    }
    combo.setCurrentIndex(at);
}

QString sentence(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text.isEmpty() || text.endsWith(u'.') ? text : text + u'.';
}

// After a property that the style sheet asks for has changed.
void repolish(QWidget *widget)
{
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

QString shortSpan(seconds span)
{
    return spanWords(duration_cast<minutes>(span));
}
} // namespace

AlertForm::AlertForm(AlertBook &book, AlertEngine &engine, QuoteBoard &board, const AssetDirectory &assets,
                     UiTheme &theme, Style style, QWidget *parent)
    : QWidget(parent),
      m_book(book),
      m_engine(engine),
      m_board(board),
      m_assets(assets),
      m_theme(theme),
      m_style(style)
{
    makeFields();
    if (style == Style::Line)
        layOutLine();
    else
        layOutFull();
    begin({});
    connect(&engine, &AlertEngine::statusChanged, this, [this] {
        if (isVisible() && m_message->property("role") != QLatin1String("error"))
            say();
    });
}

QLineEdit *AlertForm::field(const QString &name, const QString &hint)
{
    auto *edit = new QLineEdit(this);
    edit->setAccessibleName(name);
    edit->setPlaceholderText(hint);
    connect(edit, &QLineEdit::returnPressed, this, &AlertForm::submitted);
    return edit;
}

void AlertForm::makeFields()
{
    m_coin = new Combo(m_theme, tr("Coin"), this);
    m_kind = new Combo(m_theme, tr("When"), this);
    m_within = new Combo(m_theme, tr("Within"), this);
    m_storyKind = new Combo(m_theme, tr("Kind of story"), this);
    m_often = new Combo(m_theme, tr("How often"), this);
    m_coolDown = new Combo(m_theme, tr("Cool-down"), this);
    m_words = field(tr("In words"), tr("BTC above 115000"));
    m_level = field(tr("Price"));
    m_percent = field(tr("Percent"), QStringLiteral("3"));
    m_source = field(tr("Source"), tr("any source"));
    m_text = field(tr("With the words"), tr("any text"));
    m_note = field(tr("Note"), tr("for yourself"));
    m_unitLabel = new QLabel(QStringLiteral("USD"), this);
    m_percentLabel = new QLabel(QStringLiteral("%"), this);
    m_message = new QLabel(this);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    for (QLabel *label : {m_unitLabel, m_percentLabel, m_message})
        label->setProperty("role", QStringLiteral("secondary"));
    for (const minutes span : spans)
        m_within->addItem(tr("in %1").arg(spanWords(span)), static_cast<int>(span.count()));
    m_storyKind->addItem(tr("of any kind"), -1);
    for (const StoryKind kind : {StoryKind::Geopolitics, StoryKind::CentralBanks, StoryKind::Macro,
                                 StoryKind::Regulation, StoryKind::Etf, StoryKind::Hack, StoryKind::Listing})
        m_storyKind->addItem(tr("about %1").arg(storyKindWords(kind)), static_cast<int>(kind));
    m_often->addItems({tr("Once"), tr("Every time")});
    m_coolDown->addItem(tr("cool-down as set for all"), -1);
    for (const seconds span : coolDowns)
        m_coolDown->addItem(span == 0s ? tr("no cool-down") : tr("%1 cool-down").arg(shortSpan(span)),
                            static_cast<int>(span.count()));
    m_levelRow = {m_level, m_unitLabel};
    m_percentRow = {m_percent, m_percentLabel};
    m_moveRow = {m_within};
    m_storyRow = {m_source};
    connect(m_words, &QLineEdit::textEdited, this, &AlertForm::readWords);
    for (QLineEdit *edit : {m_level, m_percent, m_source, m_text, m_note})
        connect(edit, &QLineEdit::textEdited, this, &AlertForm::fieldsEdited);
    for (Combo *combo : {m_within, m_storyKind, m_often, m_coolDown})
        connect(combo, &QComboBox::activated, this, &AlertForm::fieldsEdited);
    connect(m_coin, &QComboBox::activated, this, [this] {
        fillKinds();
        kindChanged();
    });
    connect(m_kind, &QComboBox::activated, this, &AlertForm::kindChanged);
}

QWidget *AlertForm::row(std::initializer_list<QWidget *> fields, int stretched)
{
    auto *holder = new QWidget(this);
    auto *line = new QHBoxLayout(holder);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    int at = 0;
    for (QWidget *field : fields)
        line->addWidget(field, at++ == stretched ? 1 : 0);
    if (stretched < 0)
        line->addStretch(1);
    return holder;
}

void AlertForm::layOutLine()
{
    for (QWidget *unused : std::initializer_list<QWidget *>{m_words, m_text, m_note, m_storyKind, m_coolDown})
        unused->hide();
    m_kind->setMinimumWidth(m_theme.px(110)); // of its longest words some may be cut
    m_level->setMinimumWidth(m_theme.px(92));
    m_percent->setMaximumWidth(m_theme.px(56));
    m_source->setMinimumWidth(m_theme.px(84));
    auto *when = new QLabel(tr("When"), this);
    when->setProperty("role", QStringLiteral("secondary"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(
        row({when, m_coin, m_kind, m_level, m_unitLabel, m_percent, m_percentLabel, m_within, m_source}));
    m_end = new QHBoxLayout;
    m_end->addWidget(m_message, 1);
    m_end->addWidget(m_often, 0, Qt::AlignTop);
    column->addLayout(m_end);
}

void AlertForm::setButton(QPushButton *button)
{
    m_end->addWidget(button, 0, Qt::AlignTop);
}

void AlertForm::layOutFull()
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    int at = 0;
    const auto add = [&](const QString &name, QWidget *what) {
        auto *label = new QLabel(name, this);
        label->setProperty("role", QStringLiteral("secondary"));
        grid->addWidget(label, at, 0);
        grid->addWidget(what, at++, 1);
        return label;
    };
    m_percent->setMaximumWidth(m_theme.px(80));
    add(tr("In words"), m_words);
    add(tr("When"), row({m_coin, m_kind}));
    add(tr("Value"), row({m_level, m_unitLabel, m_percent, m_percentLabel, m_within, m_source}, 0));
    QLabel *story = add(tr("Story"), row({m_storyKind, m_text}, 1));
    m_storyRow.append({story, m_storyKind, m_text});
    add(tr("Ring"), row({m_often, m_coolDown}));
    add(tr("Note"), m_note);
    grid->addWidget(m_message, at, 0, 1, 2);
}

// ---- what can be chosen ----

bool AlertForm::isStable(const AssetId &asset) const
{
    return !asset.value.isEmpty() && m_board.quote(asset).asset.stablecoin;
}

void AlertForm::fillCoins()
{
    const AssetId now = asset();
    QList<AssetId> coins = m_board.watchlist();
    if (!m_extra.value.isEmpty() && !coins.contains(m_extra))
        coins.append(m_extra);
    m_coin->clear();
    for (const AssetId &id : std::as_const(coins))
        m_coin->addItem(m_board.quote(id).asset.symbol, id.value);
    if (kind() == Kind::Story)
        m_coin->addItem(tr("Any coin"), QString());
    m_coin->setCurrentIndex(std::max(m_coin->findData(now.value), 0));
}

void AlertForm::fillKinds()
{
    const Kind now = kind();
    m_kind->clear();
    const auto offer = [&](const QString &text, Kind kind) { m_kind->addItem(text, static_cast<int>(kind)); };
    offer(tr("rises above"), Kind::Above);
    offer(tr("falls below"), Kind::Below);
    offer(tr("moves by"), Kind::Moves);
    offer(tr("has a new story"), Kind::Story);
    offer(tr("differs by source by"), Kind::SourcesDiffer);
    if (isStable(asset()))
        offer(tr("is off its peg by"), Kind::OffPeg);
    m_kind->setCurrentIndex(std::max(m_kind->findData(static_cast<int>(now)), 0));
}

Kind AlertForm::kind() const
{
    return m_kind->count() > 0 ? static_cast<Kind>(m_kind->currentData().toInt()) : Kind::Above;
}

AssetId AlertForm::asset() const
{
    return AssetId{m_coin->currentData().toString()};
}

void AlertForm::kindChanged()
{
    fillCoins();
    const Kind now = kind();
    const auto only = [](const QList<QWidget *> &fields, bool shown) {
        for (QWidget *field : fields)
            field->setVisible(shown);
    };
    only(m_storyRow, now == Kind::Story);
    only(m_levelRow, now == Kind::Above || now == Kind::Below);
    only(m_percentRow, now == Kind::Moves || now == Kind::OffPeg || now == Kind::SourcesDiffer);
    only(m_moveRow, now == Kind::Moves);
    const SourceQuote *shown = m_board.quote(asset()).shownSource();
    m_level->setPlaceholderText(
        shown ? m_theme.numbers().tickPrice(shown->ticker.last, displayScale(shown->instrument)) : QString());
    m_unitLabel->setText(m_unit.isEmpty() ? QStringLiteral("USD") : m_unit);
    fieldsEdited();
}

// ---- from and to an alert ----

void AlertForm::begin(const AssetId &asset, const std::optional<Decimal> &level)
{
    m_edited.reset();
    Alert alert;
    alert.condition.asset = asset;
    if (level) {
        alert.condition.level = *level;
        const SourceQuote *shown = m_board.quote(asset).shownSource();
        if (shown && *level < shown->ticker.last)
            alert.condition.kind = Kind::Below;
    }
    fill(alert);
}

void AlertForm::edit(const Alert &alert)
{
    m_edited = alert;
    fill(alert);
}

void AlertForm::fill(const Alert &alert)
{
    m_loading = true;
    const AlertCondition &c = alert.condition;
    m_unit = c.unit;
    m_extra = c.asset;
    m_words->clear();
    m_wordsProblem.clear();
    fillCoins();
    if (c.kind == Kind::Story && c.asset.value.isEmpty() && m_coin->findData(QString()) < 0)
        m_coin->addItem(tr("Any coin"), QString());
    m_coin->setCurrentIndex(std::max(m_coin->findData(c.asset.value), 0));
    fillKinds();
    m_kind->setCurrentIndex(std::max(m_kind->findData(static_cast<int>(c.kind)), 0));
    m_level->setText(c.level > Decimal{} ? levelWords(c.level, {}, c.asset, m_board, m_theme) : QString());
    m_percent->setText(c.percent > Decimal{} ? percentWords(c.percent, m_theme).chopped(1) : QString());
    setData(*m_within, static_cast<int>(c.within.count()), tr("in %1").arg(spanWords(c.within)));
    m_storyKind->setCurrentIndex(
        std::max(m_storyKind->findData(c.storyKind ? static_cast<int>(*c.storyKind) : -1), 0));
    m_source->setText(c.source);
    m_text->setText(c.text);
    m_often->setCurrentIndex(alert.once ? 0 : 1);
    setData(*m_coolDown, alert.coolDown ? static_cast<int>(alert.coolDown->count()) : -1,
            alert.coolDown ? tr("%1 cool-down").arg(shortSpan(*alert.coolDown)) : QString());
    m_note->setText(alert.note);
    kindChanged();
    m_loading = false;
    say();
}

// A number as the user writes numbers; "$", "±" and "%" may stand around it.
std::optional<Decimal> AlertForm::number(const QLineEdit &field) const
{
    QString text = field.text().trimmed();
    for (const QString &sign : {QStringLiteral("$"), QStringLiteral("±"), QStringLiteral("%"),
                                QStringLiteral(" "), m_theme.numbers().style().group})
        text.remove(sign);
    text.replace(m_theme.numbers().point(), u'.');
    return Decimal::parse(QByteArrayView(text.toLatin1()));
}

AlertCondition AlertForm::condition() const
{
    AlertCondition c;
    c.kind = kind();
    c.asset = asset();
    if (c.kind == Kind::Above || c.kind == Kind::Below) {
        c.level = number(*m_level).value_or(Decimal{}).trimmed();
        c.unit = m_unit;
    } else if (c.kind == Kind::Story) {
        c.source = m_source->text().trimmed();
        c.text = m_text->text().trimmed();
        if (const int kind = m_storyKind->currentData().toInt(); kind >= 0)
            c.storyKind = static_cast<StoryKind>(kind);
    } else {
        c.percent = number(*m_percent).value_or(Decimal{}).trimmed();
    }
    if (c.kind == Kind::Moves)
        c.within = minutes{m_within->currentData().toInt()};
    return c;
}

Alert AlertForm::alert() const
{
    Alert alert = m_edited.value_or(Alert{});
    alert.condition = condition();
    alert.once = m_often->currentIndex() == 0;
    alert.note = m_note->text().trimmed();
    const int coolDown = m_coolDown->currentData().toInt();
    alert.coolDown = coolDown >= 0 ? std::optional(seconds{coolDown}) : std::nullopt;
    return alert;
}

std::optional<AlertForm::Problem> AlertForm::problem() const
{
    if (!m_wordsProblem.isEmpty())
        return Problem{m_wordsProblem, m_words};
    const AlertCondition c = condition();
    const QString wrong = alertProblem(c, isStable(c.asset));
    if (wrong.isEmpty())
        return std::nullopt;
    if (c.kind == Kind::Story)
        return Problem{tr("Choose a coin or a kind, or name a source or words."), m_source};
    if (c.asset.value.isEmpty())
        return Problem{tr("Choose a coin."), m_coin};
    if (c.kind == Kind::Above || c.kind == Kind::Below)
        return Problem{tr("Enter a price above 0."), m_level};
    if (c.kind == Kind::Moves && c.percent > Decimal{} && c.percent <= Decimal(1000, 0))
        return Problem{sentence(wrong), m_within};
    return Problem{tr("Enter a percentage above 0, up to 1,000."), m_percent};
}

bool AlertForm::save()
{
    if (const auto wrong = problem()) {
        complain(*wrong);
        return false;
    }
    const auto kept = m_edited ? m_book.edit(alert()) : [&]() -> Result<void> {
        if (const auto added = m_book.add(alert()); !added)
            return tl::unexpected(added.error());
        return {};
    }();
    if (!kept)
        complain({sentence(kept.error().detail), nullptr});
    return kept.has_value();
}

// ---- what it says ----

void AlertForm::readWords()
{
    const QString text = m_words->text().trimmed();
    m_wordsProblem.clear();
    if (text.isEmpty())
        return say();
    const auto read = parseAlert(text, m_assets);
    if (!read) { // said when it is to be added: it is still being written
        m_wordsProblem = sentence(read.error().detail);
        m_message->setProperty("role", QStringLiteral("secondary"));
        m_message->setText(tr("Like “ETH moves 3% in 1h”, “story about SOL”, “USDT off peg 0.5%”."));
        repolish(m_message);
        return;
    }
    const Alert now = alert();
    Alert shown = now;
    shown.condition = *read;
    const QString typed = m_words->text();
    const int at = m_words->cursorPosition();
    fill(shown);
    m_words->setText(typed);
    m_words->setCursorPosition(at);
}

// The fields are what counts: words that say something else go.
void AlertForm::fieldsEdited()
{
    m_coolDown->setEnabled(m_often->currentIndex() == 1);
    if (m_loading)
        return;
    m_words->clear();
    m_wordsProblem.clear();
    say();
}

void AlertForm::say()
{
    for (QLineEdit *edit : {m_words, m_level, m_percent, m_source}) {
        if (!edit->property("invalid").toBool())
            continue;
        edit->setProperty("invalid", false);
        repolish(edit);
    }
    if (m_message->property("role") != QLatin1String("secondary")) {
        m_message->setProperty("role", QStringLiteral("secondary"));
        repolish(m_message);
    }
    const AlertCondition c = condition();
    const bool whole = alertProblem(c, isStable(c.asset)).isEmpty();
    m_message->setText(whole ? previewWords(c, m_engine.preview(c), m_board, m_theme) : QString());
}

void AlertForm::complain(const Problem &problem)
{
    m_message->setText(problem.words);
    m_message->setProperty("role", QStringLiteral("error"));
    repolish(m_message);
    if (auto *edit = qobject_cast<QLineEdit *>(problem.field)) {
        edit->setProperty("invalid", true);
        repolish(edit);
    }
    if (problem.field)
        problem.field->setFocus(Qt::OtherFocusReason);
}

void AlertForm::focusFirst()
{
    QLineEdit *first = kind() == Kind::Story                            ? m_source
                       : kind() == Kind::Above || kind() == Kind::Below ? m_level
                                                                        : m_percent;
    first->setFocus(Qt::OtherFocusReason);
    first->selectAll();
}

void AlertForm::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    say();
}
