#pragma once

#include <QString>
#include <gtest/gtest.h>

// Fails a test that let a qWarning or worse happen which it did not announce.
class WarningListener : public testing::EmptyTestEventListener
{
public:
    void OnTestStart(const testing::TestInfo &) override;
    void OnTestEnd(const testing::TestInfo &) override;
};

// Announces that warnings whose text contains `part` may come in this test.
void allowWarning(const QString &part);
