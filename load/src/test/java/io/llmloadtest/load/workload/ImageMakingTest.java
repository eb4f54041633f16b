package io.llmloadtest.load.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.ImageSize;
import io.llmloadtest.load.plan.LengthPlan;
import io.llmloadtest.load.plan.LengthRule;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.plan.PlanBuilder;
import io.llmloadtest.load.plan.PromptPlan;
import io.llmloadtest.load.plan.WorkloadPlan;
import io.llmloadtest.load.target.ServerKind;
import io.llmloadtest.model.Scope;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ImageMakingTest {

    private static final Scope LEVEL = new Scope.Level(0);

    private static PlanBuilder plan() {
        LengthPlan lengths = new LengthPlan.Drawn(new LengthRule.Fixed(100), new LengthRule.Fixed(8));
        return Plan.builder().runId("r1").workload(WorkloadPlan
                .of(new PromptPlan.MadeUp(lengths, Optional.empty(), Optional.of(ImageSize.parse("40x24")))));
    }

    private static PlannedWorkload workload(PlanBuilder plan) {
        return PlannedWorkload.prepare(plan.build(), Targets.of(ServerKind.VLLM), new MergingTokenizer(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x1", "17x33", "640x480"})
    void anImageIsAPngOfItsSize(String size) throws IOException {
        byte[] png = new ImageMaking(ImageSize.parse(size), 7).png(new Place(2, 3));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));

        assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo(size);
        assertThat(image.getColorModel().getNumComponents()).isEqualTo(3);
    }

    @Test
    void tilesHaveTheColoursThatTheSeedSays() throws IOException {
        byte[] png = new ImageMaking(ImageSize.parse("40x24"), 7).png(new Place(2, 3));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));

        assertThat(image.getRGB(0, 0)).isEqualTo(image.getRGB(15, 15)).isNotEqualTo(image.getRGB(16, 0))
                .isNotEqualTo(image.getRGB(0, 16));
        assertThat(new ImageMaking(ImageSize.parse("40x24"), 7).png(new Place(2, 3))).isEqualTo(png);
        assertThat(new ImageMaking(ImageSize.parse("40x24"), 8).png(new Place(2, 3))).isNotEqualTo(png);
        assertThat(new ImageMaking(ImageSize.parse("40x24"), 7).png(new Place(2, 4))).isNotEqualTo(png);
    }

    @Test
    void aPromptShowsItsImageBehindItsText() throws IOException {
        PlannedWorkload workload = workload(plan());
        JsonNode content = Bodies.json(workload.prepare(LEVEL, 0)).at("/messages/0/content");
        String url = content.at("/1/image_url/url").asString();

        assertThat(content.at("/0/text").asString()).startsWith("run ");
        assertThat(url).startsWith("data:image/png;base64,");
        byte[] png = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(40);
        assertThat(workload.fingerprint())
                .isNotEqualTo(workload(plan().inputTokens(100).outputTokens(8)).fingerprint());
    }

    @Test
    void noInputLengthIsPromisedSinceImagesHaveTokensToo() {
        PlannedWorkload workload = workload(plan());

        assertThat(workload.exact()).isFalse();
        assertThat(workload.prepare(LEVEL, 0).asked().inputTokens()).isEmpty();
        assertThat(workload.notes()).contains(WorkloadNote.IMAGES);
        assertThat(plan().build().inputTokens()).isEmpty();
    }

    @Test
    void onlyChatsShowImages() {
        assertThatExceptionOfType(IllegalPlanException.class)
                .isThrownBy(() -> plan().endpoint(Endpoint.COMPLETIONS).build())
                .withMessage("--images 40x24 is not possible: give it with --endpoint chat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "40", "40x", "0x5", "9000x5", "axb"})
    void aSizeThatCannotBeIsRefused(String text) {
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> ImageSize.parse(text))
                .withMessageStartingWith("--images ").withMessageContaining("is not possible: give");
    }
}
