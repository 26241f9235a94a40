#pragma once

#include <QString>

// What a web page is when it is not the page that was asked for. Servers send all of these with status 200.
enum class PageTrouble {
    None,
    BotCheck,    // "Just a moment…": wants to see a browser
    Consent,     // wants an agreement first
    NeedsScript, // the page is made by its script
    Missing,     // says that there is nothing here
};

// By the signs of resources/pagesigns.json. Pure, safe on any thread. A long text about such pages is none.
PageTrouble pageTrouble(const QString &html);

// What it sends, to stand after "sent" or before ", not a feed": "a bot check". Empty for None.
QString pageTroubleName(PageTrouble trouble);
