package ways.lang

import ways.rows.Languages

class KotlinCall : Runnable {
    override fun run() {
        Languages.KotlinCall.Old.make()
    }
}

class KotlinLambda : Runnable {
    override fun run() {
        listOf(1).map { n -> { Languages.KotlinLambda.Old.make(); n } }.forEach { it() }
    }
}

class KotlinInlined : Runnable {
    override fun run() {
        listOf(1).forEach { Languages.KotlinInlined.Old.make() }
    }
}

class KotlinReference : Runnable {
    override fun run() {
        val reference: () -> Unit = Languages.KotlinReference.Old::make
        reference()
    }
}

class KotlinConstructor : Runnable {
    override fun run() {
        val reference = Languages.KotlinConstructor::Old
        reference.invoke()
    }
}

class KotlinSam : Runnable {
    override fun run() {
        Runnable(Languages.KotlinSam.Old::make).run()
    }
}

object KotlinObject : Runnable {
    override fun run() {
        Languages.KotlinObject.Old.make()
    }
}

fun topLevel(old: () -> Unit = { Languages.KotlinTopLevel.Old.make() }) = old()

open class KotlinOldDefaults {
    fun make(given: Int = 3, text: String = ""): Int = ways.run.Truth.ran(given)
}

class KotlinDefaults : Runnable {
    private val old = KotlinOldDefaults()
    override fun run() {
        old.make(text = "x")
    }
}

interface KotlinByInterfaceOld {
    fun make(given: Int): Int = ways.run.Truth.ran(given)
}

class KotlinByInterfaceInheriting : KotlinByInterfaceOld

class KotlinByInterface : Runnable {
    private val old: KotlinByInterfaceOld = KotlinByInterfaceInheriting()
    override fun run() {
        old.make(1)
    }
}

interface KotlinByClassOld {
    fun make(given: Int): Int = ways.run.Truth.ran(given)
}

class KotlinByClassInheriting : KotlinByClassOld

class KotlinByClass : Runnable {
    private val old = KotlinByClassInheriting()
    override fun run() {
        old.make(1)
    }
}

interface KotlinBySuperOld {
    fun make(given: Int): Int = ways.run.Truth.ran(given)
}

class KotlinOverriding : KotlinBySuperOld {
    override fun make(given: Int): Int = super.make(given) + 1
}

class KotlinBySuper : Runnable {
    private val old = KotlinOverriding()
    override fun run() {
        old.make(1)
    }
}

class KotlinOldCompanion {
    companion object {
        fun make() {
            ways.run.Truth.ran()
        }
    }
}

class KotlinCompanion : Runnable {
    override fun run() {
        KotlinOldCompanion.make()
    }
}
