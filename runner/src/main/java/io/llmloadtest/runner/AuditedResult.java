package io.llmloadtest.runner;

import io.llmloadtest.ledger.foreign.ForeignFile.ToolTestimony;
import io.llmloadtest.ledger.foreign.ForeignLedger;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import io.llmloadtest.runner.command.ForeignCommand;
import io.llmloadtest.verdict.AuditedTool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a command left, read.
 *
 * @param file where it was
 * @param ledger its requests as a whole
 * @param tool what is known of the tool
 */
record AuditedResult(Path file, ForeignLedger ledger, AuditedTool tool) {

    static AuditedResult of(ForeignCommand command, Path file, ForeignLedger ledger, ToolTestimony testimony,
            Audit.Ran ran) {
        ToolTestimony known = new ToolTestimony(testimony.report().orConcurrency(command.concurrency()),
                testimony.keepsRequests(), testimony.gaps());
        return new AuditedResult(file, ledger, new AuditedTool(known, ledger.timed(), ledger.mostInFlight(),
                command.unreported(), OptionalInt.of(ran.exitCode())));
    }

    /** What the plan says of it. */
    Map<String, Object> map(AuditRequest request) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("command", request.command().shown());
        map.put("result_file", file.toString());
        return AuditMemo.put(tool, map);
    }

    /** From the first send to the last byte; where that is not known, the time the tool says it took, up to its end. */
    Window active(Audit.Ran ran) {
        if (tool.timed()) {
            return new Window(ledger.firstSend(), ledger.lastEnd());
        }
        double seconds = tool.testimony().report().load().seconds().orElse(Double.MAX_VALUE);
        double most = (ran.to().nanos() - ran.from().nanos()) / 1e9;
        Tick from = ran.to().plus(Duration.ofNanos(Math.round(-1e9 * Math.min(seconds, most))));
        return new Window(from, ran.to().max(ledger.lastEnd()));
    }
}
