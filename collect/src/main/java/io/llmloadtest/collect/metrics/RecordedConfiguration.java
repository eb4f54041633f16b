package io.llmloadtest.collect.metrics;

import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.evidence.metrics.ExpositionParser;
import io.llmloadtest.evidence.metrics.InfoLabels;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a server is set up, by the metrics pages in a run folder. */
public final class RecordedConfiguration {

    private RecordedConfiguration() {
    }

    /** What the last page tells that can be read, of the first replica; nothing when there is none. */
    public static SortedMap<String, String> read(EvidenceFolder folder) {
        return folder.readJsonLines(SnapshotNote.FILE, SnapshotNote.class).reversed().stream()
                .filter(note -> note.replica() == 0).map(SnapshotNote::file).flatMap(Optional::stream)
                .map(file -> RecordedPage.bytes(folder, file)).flatMap(Optional::stream).findFirst()
                .map(page -> InfoLabels.of(ExpositionParser.parse(page))).orElseGet(TreeMap::new);
    }
}
