package io.llmloadtest.load.generator;

import io.llmloadtest.ledger.LoadListener;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.SentNote;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is told. */
final class Ledger implements LoadListener {

    final List<SentNote> notes = new ArrayList<>();
    final List<RequestRecord> records = new ArrayList<>();
    boolean room = true;

    @Override
    public void sent(SentNote note) {
        notes.add(note);
    }

    @Override
    public void ended(RequestRecord request) {
        records.add(request);
    }

    @Override
    public boolean hasRoom() {
        return room;
    }
}
