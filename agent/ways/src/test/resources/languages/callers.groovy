package ways.lang

import groovy.transform.CompileStatic
import ways.rows.Languages

@CompileStatic
class GroovyStatic implements Runnable {
    void run() {
        Languages.GroovyStatic.Old.make()
    }
}

class GroovyDynamic implements Runnable {
    void run() {
        Languages.GroovyDynamic.Old.make()
    }
}

class GroovyInstance implements Runnable {
    void run() {
        def old = Languages.GroovyInstance.old()
        old.make()
    }
}

class GroovyNew implements Runnable {
    void run() {
        new Languages.GroovyNew.Old()
    }
}

class GroovyClosure implements Runnable {
    void run() {
        [1].each { Languages.GroovyClosure.Old.make() }
    }
}

class GroovyReference implements Runnable {
    void run() {
        def reference = Languages.GroovyReference.Old::make
        reference()
    }
}

class GroovyProperty implements Runnable {
    void run() {
        Languages.GroovyProperty.Old.field
    }
}

trait GroovyTraitOld {
    void make(int given) {
        ways.run.Truth.ran()
    }
}

class GroovyTraitMixedIn implements GroovyTraitOld {
}

@CompileStatic
class GroovyTrait implements Runnable {
    private final GroovyTraitOld old = new GroovyTraitMixedIn()

    void run() {
        old.make(1)
    }
}
