package io.llmloadtest.runner;

import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.metrics.SampleSheet;
import io.llmloadtest.ledger.Account;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.RunFolder;
import io.llmloadtest.store.ValidationView.DockerLogView;
import io.llmloadtest.store.chronicle.Chronicle;
import io.llmloadtest.store.chronicle.Chronicles;

/** Client and server on one time axis, for live and saved runs alike: the samples are read from the folder in both. */
final class TimeAxis {

    private TimeAxis() {
    }

    static Chronicle of(Account account, RunFolder folder, ResultDocument result) {
        return Chronicles.of(account, SampleSheet.read(new EvidenceFolder(folder.evidenceDirectory())),
                result.validation().flatMap(run -> run.dockerLogValidation()).flatMap(DockerLogView::dockerMetrics));
    }
}
