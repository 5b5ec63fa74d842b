package com.acme.cucumber;

import com.acme.legacy.Fresh;
import com.acme.legacy.Old;
import io.cucumber.java.en.When;

public class Steps {
    @When("the old way is gone")
    public void old() {
        Old.create();
    }

    @When("the new way is gone")
    public void fresh() {
        Fresh.create();
    }
}
