package io.llmloadtest.load.generator;

import io.llmloadtest.ledger.Asked;
import io.llmloadtest.load.workload.PreparedRequest;
import io.llmloadtest.load.workload.TokenLengths;
import io.llmloadtest.load.workload.Workload;
import io.llmloadtest.model.Scope;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** Bodies that hold their index; learns from refusals that say so. */
final class FakeWorkload implements Workload {

    private int revision;
    private boolean proven;

    FakeWorkload(boolean proven) {
        this.proven = proven;
    }

    @Override
    public String path() {
        return "/p/v1/completions";
    }

    @Override
    public String route() {
        return "/v1/completions";
    }

    @Override
    public boolean streamed() {
        return false;
    }

    @Override
    public PreparedRequest prepare(Scope scope, int index) {
        return new PreparedRequest(Integer.toString(index).getBytes(StandardCharsets.US_ASCII),
                new Asked(OptionalInt.of(10), OptionalInt.of(5), 1), revision);
    }

    @Override
    public PreparedRequest prepare(Scope scope, int index, TokenLengths lengths) {
        return new PreparedRequest(Integer.toString(index).getBytes(StandardCharsets.US_ASCII),
                new Asked(lengths.input().isPresent() ? lengths.input() : OptionalInt.of(10),
                        lengths.output().isPresent() ? lengths.output() : OptionalInt.of(5), 1),
                revision);
    }

    @Override
    public boolean isStale(PreparedRequest prepared) {
        return prepared.revision() != revision;
    }

    @Override
    public boolean isProven() {
        return proven;
    }

    @Override
    public void proven() {
        proven = true;
    }

    @Override
    public boolean refused(PreparedRequest prepared, String message) {
        if (message.contains("salt")) {
            revision++;
            return true;
        }
        return false;
    }
}
