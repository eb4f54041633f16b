package io.llmloadtest.load.dataset;

import java.util.Optional;

/** The entries of a dataset, one after the other. */
interface EntrySource {

    /**
     * Goes on to the next entry and gives what it says; empty when it cannot be sent, since it has no prompt.
     *
     * @throws io.llmloadtest.load.plan.IllegalPlanException when the file is malformed
     */
    Optional<DatasetEntry> entry();

    /** Whether there is another entry. */
    boolean advance();
}
