#pragma once

#include "app/news/facts/lexicon.h"

// Cuts a text into words for Lexicon::read. Used once.
class TextReader
{
public:
    TextReader(const Lexicon &lexicon, QStringView text) : m_lexicon(lexicon), m_text(text) {}
    std::vector<Word> words();

private:
    void readGap();
    void readMark(QChar c);
    void readWord();
    void readAlone();
    void readNumber();
    void readInitials();
    bool isInitials() const;
    qsizetype letterRun(qsizetype from) const;
    void skipAddress();
    bool endsSentence() const;
    void append(qsizetype begin, qsizetype end, quint16 flags);
    quint32 idOf(qsizetype begin, qsizetype end) const;
    quint16 caseFlags(qsizetype begin, qsizetype end) const;
    QChar at(qsizetype i) const { return i >= 0 && i < m_text.size() ? m_text[i] : QChar(); }
    LetterFold::Kind kindAt(qsizetype i) const { return m_lexicon.fold().kind(at(i)); }

    const Lexicon &m_lexicon;
    QStringView m_text;
    std::vector<Word> m_words;
    qsizetype m_at = 0;
    Gap m_gap = Gap::Sentence;
    quint16 m_marks = 0; // flags the gap gives the next word
    bool m_opened = false;
    qint32 m_sentence = 0, m_clause = 0;
};

// How a headline uses capitals.
ReadText::Style styleOf(const ReadText &text);
