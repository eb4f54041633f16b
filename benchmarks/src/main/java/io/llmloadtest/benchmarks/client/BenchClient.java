package io.llmloadtest.benchmarks.client;

import io.llmloadtest.calibrate.Cell;
import io.llmloadtest.calibrate.Comparison;
import io.llmloadtest.calibrate.TruthRecord;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.file.LedgerReader;
import io.llmloadtest.model.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs one cell of the truth bench and prints its rows; {@code benchmarks/truth-bench} starts it. */
final class BenchClient {

    private BenchClient() {
    }

    /** Prints the table's head for the argument {@code head-paced} or {@code head-flood}, else runs a cell. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (List.of(arguments).equals(List.of("head-paced"))) {
            System.out.print(Rows.PACED_HEAD);
            return;
        }
        if (List.of(arguments).equals(List.of("head-flood"))) {
            System.out.print(Rows.FLOOD_HEAD);
            return;
        }
        ClientOptions options = ClientOptions.parse(arguments);
        Path folder = Files.createTempDirectory("truth-bench");
        try {
            run(options, folder);
        } finally {
            delete(folder);
        }
    }

    private static void run(ClientOptions options, Path folder) throws IOException, InterruptedException {
        Cell.Cost cost = new Cell(options.cell(), folder).run();
        if (options.cell().flood().isPresent()) {
            System.out.print(Rows.flood(options, cost));
            return;
        }
        TruthRecord truth = TruthRecord.take(options.cell().port());
        Comparison level = new Comparison(truth);
        Comparison all = new Comparison(truth);
        LedgerReader.read(folder, GoodputLimits.NONE, request -> {
            all.add(request);
            if (request.scope() instanceof Scope.Level) {
                level.add(request);
            }
        });
        System.out.print(Rows.paced(options, level, all, cost));
        if (all.blocked() > 0) {
            System.err.println(all.blocked() + " chunks left the server after their stamp: this cell judges nobody");
        }
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
