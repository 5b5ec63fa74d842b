package dev.lastcall.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import java.util.Set;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class RoundTest {
    @Test
    void theModuleThatComesLastDoesTheWork() {
        MavenProject one = module("one");
        MavenProject two = module("two");
        AggregateMojo.Round round = new AggregateMojo.Round(Set.of(one.getId(), two.getId()));
        assertThat(round.arrived(two, List.of(new File("two")))).isFalse();
        assertThat(round.arrived(module("no-participant"), List.of())).isFalse();
        assertThat(round.arrived(one, List.of(new File("one")))).isTrue();
        assertThat(round.folders()).containsExactly(new File("two"), new File("one"));
        assertThat(round.arrived(one, List.of())).as("once more").isFalse();
    }

    private static MavenProject module(String name) {
        MavenProject project = new MavenProject();
        project.setGroupId("g");
        project.setArtifactId(name);
        project.setVersion("1");
        return project;
    }
}
