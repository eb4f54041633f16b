package io.llmloadtest.runner;

import io.llmloadtest.ledger.Account;
import io.llmloadtest.ledger.GoodputLimits;

/** Opens the books of a run. They keep requests one by one where a witness may tell them apart. */
final class Books {

    private static final int MOST_TRACED = 1_000_000;

    /** A log of requests is kept for no more ids than this. */
    private static final int MOST_LOGGED = 200_000;

    private Books() {
    }

    /** Empty books of a run whose log is read, or which has traces too, or neither. */
    static Account open(GoodputLimits limits, boolean logged, boolean traced) {
        if (traced) {
            return Account.callingTheRoll(limits, MOST_TRACED);
        }
        return logged ? Account.callingTheRoll(limits, MOST_LOGGED) : new Account(limits);
    }
}
