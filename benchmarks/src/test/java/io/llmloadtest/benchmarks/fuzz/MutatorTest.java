package io.llmloadtest.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutatorTest {

    private static final Corpus CORPUS = Corpus.load();

    @Test
    void aSeedAndANumberMakeTheSameInputAgain() {
        for (Target target : Target.values()) {
            byte[] once = target.subject(CORPUS).input(new SplittableRandom(7));
            byte[] again = target.subject(CORPUS).input(new SplittableRandom(7));
            assertThat(again).as(target.title()).isEqualTo(once);
        }
    }

    @Test
    void damageLeavesTheCorpusAlone() {
        byte[] line = "vllm:x{a=\"b\"} 1.0\n".getBytes(StandardCharsets.US_ASCII);
        byte[] copy = line.clone();
        Mutator mutator = new Mutator(new SplittableRandom(3), CORPUS.pageLines());
        int changed = 0;
        for (int i = 0; i < 1000; i++) {
            changed += Arrays.equals(mutator.damaged(line), line) ? 0 : 1;
        }
        assertThat(line).isEqualTo(copy);
        assertThat(changed).isGreaterThan(900);
    }

    @Test
    void theCorpusHasAllKindsOfEvidence() {
        assertThat(CORPUS.pages()).hasSize(7);
        assertThat(CORPUS.pageLines().size()).isGreaterThan(2000);
        assertThat(CORPUS.logLines().size()).isGreaterThan(800);
        assertThat(CORPUS.events().size()).isGreaterThan(100);
        assertThat(CORPUS.documents()).hasSize(6);
    }

    @Test
    void theParsersStandAShortCampaign(@TempDir Path folder) throws InterruptedException {
        assertThat(FuzzBench.campaign(new FuzzOptions(3_000, 20261125, 0, 1, folder))).isTrue();
    }
}
